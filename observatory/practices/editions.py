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
    """The new version being written or reviewed, or None."""
    return practice.editions.filter(state__in=UNDER_WAY).first()


@transaction.atomic
def open_edition(practice, *, by):
    """The version under way, created from the published practice when missing. Forbidden."""
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
    """The published practice takes over the content of its new version, in the same transaction."""
    practice = edition.edition_of
    practice.workflow.fire(practice, "renew", by=by, edition=edition)


def drop(practice):
    """The practice is no longer published: its version under way is withdrawn."""
    if edition := under_way(practice):
        edition.workflow.fire(edition, "drop")
