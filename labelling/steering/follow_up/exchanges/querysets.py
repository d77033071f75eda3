"""Last contact and last note of organisms, as rows or as expressions of the same query, for the office alone."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left

from labelling.steering.follow_up.models import Exchange, OfficeNote

BEGINNING = 60  # characters of a note by which it is sorted


def with_last_contact(organisms):
    """The rows, each with `last_contact_on` (a date or None) and `last_note` (a text or None); no query more.

    The caller asks that of the office only (`labelling.steering.follow_up.rules.office`).
    """
    told_on, note = _of_organism(dated_exchanges(), "on"), _of_organism(notes(), "text")
    return organisms.annotate(last_contact_on=told_on, last_note=note)


def dated_exchanges():
    """The last first."""
    return Exchange.objects.current().filter(on__isnull=False).order_by("-on", "-pk")


def to_follow():
    """What follows an exchange and is not done, the nearest day first."""
    rows = Exchange.objects.current().filter(next_on__isnull=False, done_at=None)
    return rows.order_by("next_on", "pk")


def notes():
    """The last first, each with its `beginning`."""
    rows = OfficeNote.objects.current().annotate(beginning=Left("text", BEGINNING))
    return rows.order_by("-recorded_at", "-pk")


def _of_organism(rows, name):
    return Subquery(rows.filter(organism=OuterRef("pk")).values(name)[:1])
