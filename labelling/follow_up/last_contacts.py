"""Last contact and last note of each organism of a set, as expressions of the same query, for the office alone."""

from django.db.models import OuterRef, Subquery

from labelling.follow_up.models import Exchange, OfficeNote


def with_last_contact(organisms):
    """The rows, each with `last_contact_on` (a date or None) and `last_note` (a text or None); no query more.

    The caller asks that of the office only (`labelling.follow_up.rules.office`).
    """
    return organisms.annotate(last_contact_on=last_contact_on(), last_note=last_note())


def last_contact_on(organism="pk"):
    """The expression of the day of the last exchange, of a row whose organism is at this path."""
    rows = Exchange.objects.current().filter(organism=OuterRef(organism), on__isnull=False)
    return Subquery(rows.order_by("-on", "-pk").values("on")[:1])


def last_note(organism="pk"):
    rows = OfficeNote.objects.current().filter(organism=OuterRef(organism))
    return Subquery(rows.order_by("-recorded_at", "-pk").values("text")[:1])
