"""New version of a published practice: written and reviewed beside it while the published one stays."""

from django.db import transaction

from observatory.practices import contents
from observatory.practices.actions import free_slug
from observatory.practices.models import UNDER_WAY, GoodPractice
from observatory.practices.rules import reviser
from portal.workflow import Forbidden, acting

NOT_YOURS = "Seul l’organisme ouvre une nouvelle version, d’une fiche publiée."
KEPT = ("organism", "origin", "is_demo")


def under_way(practice):
    """The new version being written or read, or None."""
    return practice.editions.filter(state__in=UNDER_WAY).first()


@transaction.atomic
def open_edition(practice, *, by):
    """The version under way, made from the published sheet when there is none. Forbidden to others."""
    if not reviser(by, practice):
        raise Forbidden(NOT_YOURS)
    if found := under_way(practice):
        return found
    told = {"act": "open_edition", "sentence": "a ouvert une nouvelle version de la fiche"}
    with acting(practice, by=by, **told) as current:
        return under_way(current) or _make(current, by)


def _make(practice, by):
    number = practice.editions.count() + 2
    edition = GoodPractice.objects.create(
        reference=f"{practice.reference}-v{number}",
        slug=free_slug(f"{practice.slug} v{number}"),
        edition_of=practice,
        edition=practice.edition + 1,
        proposed_by=by,
        **{name: getattr(practice, name) for name in (*KEPT, "title")},
    )
    contents.take_over(edition, practice)
    edition.save()
    return edition


def publish(edition, by, **_):
    """The published sheet takes over what its new version says, in the same transaction."""
    practice = edition.edition_of
    practice.workflow.fire(practice, "renew", by=by, edition=edition)


def drop(practice):
    """The sheet is published no more: its version under way waits for nobody."""
    if edition := under_way(practice):
        edition.workflow.fire(edition, "drop")
