"""Retention periods as dated data: the version in force on a day."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import yaml

from portal.core import clock
from portal.core.working_days import Delay
from portal.ui import words

FILE = Path(__file__).resolve().parent.parent / "data" / "retention.yaml"


@dataclass(frozen=True)
class Period:
    """In use for `active`, then read by fewer people for `archive`; without either, kept for good."""

    active: Delay | None = None
    archive: Delay | None = None

    def in_use_since(self, day):
        """What ended on this day or before is out of use on `day`."""
        return self.active.before(day)

    def over_since(self, day):
        """What ended on this day or before is over on `day`: never a day too early."""
        day = self.archive.before(day) if self.archive else day
        return self.active.before(day)

    def shown(self, since):
        """« 90 jours après X », « 1 an après X, puis 5 ans en archive », « sans limite »."""
        if self.active is None:
            return "sans limite"
        said = f"{format_delay(self.active)} après {since}"
        return f"{said}, puis {format_delay(self.archive)} en archive" if self.archive else said


@dataclass(frozen=True)
class Version:
    """The durations decided together; `is_demo` until somebody entitled has approved them."""

    starts_on: date
    is_demo: bool
    note: str
    periods: dict


def format_delay(delay):
    """« 90 jours », « 18 mois », « 5 ans »."""
    if delay.unit == "j":
        return words.count(delay.count, "jour", "jours")
    if delay.count % 12:
        return words.count(delay.count, "mois", "mois")
    return words.count(delay.count // 12, "an", "ans")


@cache
def versions():
    """All of them, the latest first."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return sorted((_version(row) for row in rows), key=lambda one: one.starts_on, reverse=True)


def _version(row):
    periods = {
        code: Period(**{name: Delay.parse(text) for name, text in delays.items()})
        for code, delays in row["periods"].items()
    }
    return Version(row["from"], row["is_demo"], row["note"], periods)


def version(day=None):
    """The one in force on a day, today by default; the first one before all."""
    day, known = day or clock.today(), versions()
    return next((one for one in known if one.starts_on <= day), known[-1])


def period(code, day=None):
    return version(day).periods[code]


def in_use_since(code):
    """What ended on this day or before is in the archive today."""
    return period(code).in_use_since(clock.today())


def until(code, day):
    """The day until which a thing that ends on `day` is kept, by the durations of today."""
    delays = filter(None, (period(code).active, period(code).archive))
    for delay in delays:
        day = delay.after(day)
    return day


def start_of(day):
    """The first instant of a day in Paris: what an instant is compared with."""
    return datetime.combine(day, time.min, tzinfo=clock.PARIS)
