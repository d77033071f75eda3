"""Daily reminders of events: the day worked before, that it is near; the day after, the request for an opinion."""

from datetime import datetime, time, timedelta

from home.registrations.actions import tell
from home.registrations.models import Registration
from home.registrations.notices import OPINION, REMINDED
from portal.core import clock, working_days
from portal.notifications.models import Message
from portal.notifications.quiet_hours import MORNING
from portal.ops import worker

LATE = 7  # days during which a question not asked in time still is


@worker.daily
def remind_of_events():
    """To each seat of the events from tomorrow to the next day worked; idempotent."""
    if not working_days.is_working_day(clock.today()):
        return
    tomorrow = clock.today() + timedelta(days=1)
    last = working_days.next_working_day(tomorrow)
    rows = _seated(tomorrow, last).filter(attended_at=None)
    for one in rows.select_related("event", "person").iterator(chunk_size=500):
        tell(REMINDED, one)
    _leave_in_the_morning(REMINDED)


@worker.daily
def ask_for_opinions():
    """To those who came, once; those recorded late are asked late."""
    yesterday = clock.today() - timedelta(days=1)
    rows = Registration.objects.filter(attended_at__isnull=False, asked_at=None)
    rows = rows.filter(event__ends_at__lt=_start(clock.today()))
    rows = rows.filter(event__ends_at__gte=_start(yesterday - timedelta(days=LATE)))
    for one in rows.select_related("event", "person"):
        tell(OPINION, one)
        one.asked_at = clock.now()
        one.save(update_fields=["asked_at"])
    _leave_in_the_morning(OPINION)


def _leave_in_the_morning(notice):
    """Daily jobs run at midnight; these mails leave at 8 in Paris."""
    morning = datetime.combine(clock.today(), MORNING, tzinfo=clock.PARIS)
    waiting = Message.objects.filter(notice=notice.key, state=Message.State.PENDING)
    waiting.filter(not_before__lt=morning).update(ready_at=morning, not_before=morning)


def _seated(first, last):
    rows = Registration.objects.filter(confirmed_at__isnull=False, cancelled_at=None)
    rows = rows.filter(event__live=True, event__starts_at__gte=_start(first))
    return rows.filter(event__starts_at__lt=_start(last + timedelta(days=1)))


def _start(day):
    return datetime.combine(day, time.min, tzinfo=clock.PARIS)
