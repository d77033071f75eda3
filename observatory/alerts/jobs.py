"""Worker jobs of saved searches: those that a publication may match, and the weekly ones."""

from django.db import transaction

from observatory.alerts import actions, notices
from observatory.alerts.models import SavedSearch, SearchDigest
from observatory.practices.workflow import PRACTICE
from portal.core import clock
from portal.notifications import outbox
from portal.ops.worker import daily, often

A_TURN = 100  # searches a minute
TOPIC = "observatory"
Frequency = SavedSearch.Frequency


@PRACTICE.follow
def make_due(_practice, entry, **_):
    """A publication makes immediate searches due within the minute."""
    if entry.act == "publish":
        SavedSearch.objects.filter(frequency=Frequency.AT_ONCE).update(is_asked=True)


@often
def send_immediate():
    """Immediate digests; returns how many mails were written."""
    return _tell(SavedSearch.objects.filter(is_asked=True))


@daily
def send_weekly():
    due = SavedSearch.objects.filter(frequency=Frequency.WEEKLY, next_on__lte=clock.today())
    return sum(_tell(due.filter(pk=pk)) for pk in due.values_list("pk", flat=True))


def _tell(rows):
    return sum(bool(tell(pk)) for pk in rows.order_by("pk").values_list("pk", flat=True)[:A_TURN])


@transaction.atomic
def tell(pk):
    """One digest when there is something new: its mail and the mark, in one transaction."""
    row = SavedSearch.objects.select_for_update().filter(pk=pk).first()
    if row is None or not row.sends:
        return None
    practices = actions.find_practices(row)
    digest = _digest(row, actions.new_of(row, practices))
    actions.start_from_now(row, practices)
    row.is_asked = False
    row.next_on = clock.today() + actions.WEEK if row.frequency == Frequency.WEEKLY else None
    row.save()
    return digest


def _digest(row, new):
    if not new:
        return None
    digest = SearchDigest.objects.create(search=row, number=row.digests.count() + 1)
    digest.practices.set(new)
    outbox.write_once(notices.DIGEST, digest, key=f"{row.pk}:{digest.number}", topic=TOPIC)
    return digest
