"""French working days and the arithmetic of delays."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

UNITS = {"o": "jours ouvrés", "j": "jours", "m": "mois"}


@lru_cache(maxsize=64)
def _holidays(year):
    """National holidays only; Alsace-Moselle's own days are not the label's."""
    import holidays  # noqa: PLC0415 -- heavy

    return holidays.country_holidays("FR", years=year)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """`day` itself when it is worked: a due date on a day off moves to the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def worked_before(day: date) -> date:
    """`day` itself when it is worked, else the last day worked before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    step = 1 if count >= 0 else -1
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while not is_working_day(day):
            day += timedelta(days=step)
    return day


def add_days(day: date, count: int) -> date:
    return day + timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """Clipped to the end of a shorter month: 31 August + 6 months = 28 (or 29) February."""
    return day + relativedelta(months=count)


def last_day_of_validity(start: date, months: int) -> date:
    """BR-63: start + months − 1 day, with end-of-month clipping."""
    return add_months(start, months) - timedelta(days=1)


@dataclass(frozen=True)
class Delay:
    """A delay as the rules write it: `15o` working days, `30j` calendar days, `12m` months."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text):
        count, unit = int(text[:-1]), text[-1]
        if unit not in UNITS:
            raise ValueError(f"unité de délai inconnue\u00a0: {text}")
        return cls(count, unit)

    def after(self, day: date) -> date:
        """The due date; it moves to a working day when it counts days, not when it counts months."""
        if self.unit == "o":
            return add_working_days(day, self.count)
        if self.unit == "m":
            return add_months(day, self.count)
        return next_working_day(day + timedelta(days=self.count))

    def before(self, day: date) -> date:
        if self.unit == "o":
            return add_working_days(day, -self.count)
        if self.unit == "m":
            return add_months(day, -self.count)
        return day - timedelta(days=self.count)

    def __str__(self):
        return f"{self.count} {UNITS[self.unit]}"
