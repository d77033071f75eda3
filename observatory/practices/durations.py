"""Dated delays of the observatory: what the rules leave open is demonstration data."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from portal.core import clock
from portal.core.data_files import read_data
from portal.core.working_days import Delay
from portal.ui import words

FILE = Path(__file__).parents[1] / "data" / "delays.json"


@dataclass(frozen=True)
class DatedDelay:
    """`reminders` are days before the last day (negative: after it)."""

    code: str
    since: date
    delay: str
    reminders: tuple
    origin: str

    @property
    def is_demonstration(self):
        return self.origin == words.DEMONSTRATION

    @property
    def days(self):
        return Delay.parse(self.delay).count

    def due(self, day):
        return Delay.parse(self.delay).after(day)


@lru_cache(maxsize=1)
def _all():
    return tuple(
        DatedDelay(
            row["code"],
            date.fromisoformat(row["since"]),
            row["delay"],
            tuple(row["reminders"]),
            row["origin"],
        )
        for row in read_data(FILE)
    )


def in_force(code, day=None):
    """The delay of a code on a day, today by default. KeyError when there is none."""
    day = day or clock.today()
    found = [one for one in _all() if one.code == code and one.since <= day]
    if not found:
        raise KeyError(code)
    return max(found, key=lambda one: one.since)
