"""Quiet hours: nights, weekends and pauses during which mails wait, in Paris time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.core import clock, working_days

MORNING = time(8)  # reminders and grouped mails leave then
NIGHT = (time(20), time(7))


@dataclass(frozen=True)
class Hours:
    """When one person wants no mail: from `night[0]` to `night[1]`, at weekends, until a date."""

    night: tuple | None = NIGHT
    weekends: bool = True
    paused_until: date | None = None

    def opens(self, instant, *, is_owed=False, is_deadline=False):
        """The first moment from `instant` on at which a mail may leave.

        What is owed (a deadline, a notification that opens a delay) passes the pause, whose end may
        come too late; it waits for the end of the night like the rest. A deadline never leaves on a
        day off, whatever somebody chose; a notification passes the weekends.
        """
        while (later := self._put_off(instant, is_owed, is_deadline)) is not None:
            instant = later
        return instant

    def _put_off(self, instant, is_owed, is_deadline):
        local = instant.astimezone(clock.PARIS)
        if is_deadline and not working_days.is_working_day(local.date()):
            return at(working_days.next_working_day(local.date()), MORNING)
        if not is_owed and self.paused_until and local.date() < self.paused_until:
            return at(self.paused_until, MORNING)
        if not is_owed and self.weekends and local.weekday() > 4:
            return at(local.date() + timedelta(days=7 - local.weekday()), MORNING)
        return self._end_of_night(instant, local) if self._is_night(local.time()) else None

    def _is_night(self, hour):
        if self.night is None:
            return False
        starts, ends = self.night
        return starts <= hour < ends if starts < ends else hour >= starts or hour < ends

    def _end_of_night(self, instant, local):
        """An hour that October repeats ends at its second pass, when the first is behind."""
        ends = self.night[1]
        for day, fold in ((0, 0), (0, 1), (1, 0)):
            end = at(local.date() + timedelta(days=day), ends.replace(fold=fold))
            if end > instant:
                return end
        raise AssertionError("a night always ends")


def at(day, hour):
    """An hour that March skips is the one that follows it."""
    return datetime.combine(day, hour, tzinfo=clock.PARIS).astimezone(UTC)


def next_morning(instant):
    """The first 8 o'clock after `instant`."""
    local = instant.astimezone(clock.PARIS)
    today = at(local.date(), MORNING)
    return today if instant < today else at(local.date() + timedelta(days=1), MORNING)


def next_monday(instant):
    """The first Monday, 8 o'clock, after `instant`."""
    morning = next_morning(instant).astimezone(clock.PARIS)
    return at(morning.date() + timedelta(days=-morning.weekday() % 7), MORNING)


def start_of_day(instant):
    return start_of(instant.astimezone(clock.PARIS).date())


def start_of(day):
    return at(day, time(0))
