"""Directory, as other apps know it: rows, map, addresses; never a withdrawn one (BR-70)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse

from labelling import territories
from labelling.parties.organisms.models import Organism
from labelling.title.labels import register
from labelling.title.labels.directory import listing, pages
from labelling.title.labels.models import Label
from portal.ui import words


def directory_rows(
    famille: str | None = None,
    region: str | None = None,
    departement: str | None = None,
    limit: int = 12,
) -> list:
    """The first entries of the directory by name: organism, label, word, mention (three queries)."""
    asked = {"famille": famille, "region": region, "departement": departement}
    return listing.entries(listing.rows(**asked)[:limit])


def map_of(level: str = "region") -> list:
    """What `tile_map` (region) or `outline_map` (departement) draws: code, label, count, homes, url."""
    return pages.map_rows(level, listing.counts(level))


def outline_map() -> dict:
    """The outlines that `outline_map` draws such rows of départements in, with their credit."""
    return territories.outline_map()


def label_and_address(organism: Organism) -> tuple[bool, str]:
    """(whether it holds the label today, suspended included; its page where the directory shows it, else "")."""
    held = Label.objects.held().filter(organism=organism).values_list("state", flat=True)
    page = reverse("labelling:directory_organism", args=[organism.slug])
    return bool(held), page if any(register.lists(state) for state in held) else ""


def shown_organism(slug: str) -> dict | None:
    """{name, slug} of an organism that the directory shows today, or None."""
    found = (one for one in listing.every_place() if one.slug == slug)
    return next(({"name": one.name, "slug": one.slug} for one in found), None)


def directory_names(slugs: Iterable[str]) -> dict[str, str]:
    """{slug: name} of those of these organisms that the directory shows today (BR-70): two queries."""
    held = register.directory_labels().filter(organism__slug__in=slugs).order_by()
    engaged = register.engaged().filter(slug__in=slugs).order_by()
    return dict(
        [
            *held.values_list("organism__slug", "organism__name"),
            *engaged.values_list("slug", "name"),
        ]
    )


def directory_addresses() -> list[tuple[str, date | None]]:
    """[(address, day of the last act)] of the organisms' public pages, for a sitemap (BR-70)."""
    labels = register.directory_labels().values_list("organism__slug", "since_at")
    engaged = [(slug, None) for slug in register.engaged().values_list("slug", flat=True)]
    days = [(slug, words.as_date(at)) for slug, at in labels]
    return [
        (reverse("labelling:directory_organism", args=[slug]), day)
        for slug, day in sorted((*days, *engaged))
    ]


def directory_entries() -> list[dict]:
    """[{organism, label}]: what the directory shows today (BR-70), `label` None for who is under way."""
    listed = (
        register.directory_labels()
        .select_related("organism")
        .order_by("organism__name__french", "pk")
    )
    held = [{"organism": label.organism, "label": label} for label in listed]
    return held + [{"organism": one, "label": None} for one in register.engaged()]


def entries_with_suspended() -> list[dict]:
    """The same, each with `is_suspended`, and the organisms whose label is and whom the directory does not list."""
    shown = Q(pk__in=register.directory_labels().values("pk"))
    aside = Q(pk__in=register.suspended().values("pk"))
    rows = Label.objects.filter(shown | aside).annotate(
        is_shown=ExpressionWrapper(shown, BooleanField())
    )
    held, suspended = [], {}
    for label in rows.select_related("organism").order_by("organism__name__french", "pk"):
        entry = {"organism": label.organism, "label": label, "is_suspended": not label.is_shown}
        if label.is_shown:
            held.append(entry)
        else:
            suspended[label.organism_id] = entry
    engaged = [
        {"organism": one, "label": None, "is_suspended": False} for one in register.engaged()
    ]
    return [*held, *engaged, *suspended.values()]


def size_bands() -> dict:
    """{code: (words, from, below)} of the sizes of organisms, in homes; None has no end."""
    return listing.SIZES


def territory_credit() -> str:
    return territories.CREDIT
