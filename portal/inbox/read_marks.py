"""Read and done marks of messages; marking twice changes nothing."""

from portal.access import affiliations
from portal.core import clock
from portal.inbox import listing
from portal.notifications.models import Message


def _read(rows):
    rows.filter(read_at=None).update(read_at=clock.now())


def _unread(rows):
    rows.update(read_at=None, done_at=None)


def _done(rows):
    _read(rows)
    rows.filter(done_at=None).update(done_at=clock.now())


def _undone(rows):
    rows.update(done_at=None)


MARKS = {"read": _read, "unread": _unread, "done": _done, "undone": _undone}
SAID = {
    "read": "Marqué comme lu.",
    "unread": "Marqué comme non lu.",
    "done": "Rangé dans «\u00a0Faits\u00a0».",
    "undone": "Remis dans la liste.",
}


def mark(user, act, key):
    """One message of the person; Message.DoesNotExist when it is not theirs."""
    row = Message.objects.visible_to(user).get(pk=key)
    MARKS[act](Message.objects.filter(pk=row.pk))
    affiliations.forget(user)


def mark_all(user, act, view, group):
    """All that one view lists, whatever the page."""
    rows = listing.listed(user, view, group).order_by()
    MARKS[act](Message.objects.filter(pk__in=list(rows.values_list("pk", flat=True))))
    affiliations.forget(user)
