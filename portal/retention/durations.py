"""Retention periods as dated data: the version in force on a day."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from portal.cache.versions import watch
from portal.core import clock
from portal.core.data_files import read_data
from portal.core.read_once import read_once
from portal.core.working_days import Delay
from portal.retention.models import RetentionVersion
from portal.ui import words

NEVER_ENDS = date(1900, 1, 1)  # nothing of the portal is older: what has no limit is never over
FILE = Path(__file__).resolve().parent.parent / "data" / "retention.yaml"


@dataclass(frozen=True)
class Period:
    """In use for `active`, then read by fewer people for `archive`; without either, kept for good."""

    active: Delay | None = None
    archive: Delay | None = None

    def in_use_since(self, day):
        """What ended on this day or before is out of use on `day`."""
        return self.active.before(day) if self.active else NEVER_ENDS

    def over_since(self, day):
        """What ended on this day or before is over on `day`: never a day too early."""
        if self.active is None:
            return NEVER_ENDS
        day = self.archive.before(day) if self.archive else day
        return self.active.before(day)

    def ended_on(self, day):
        """The day until which what ends on `day` is kept; without a limit, that day itself."""
        for delay in filter(None, (self.active, self.archive)):
            day = delay.after(day)
        return day

    @property
    def written(self):
        """As the versions keep it."""
        delays = {"active": self.active, "archive": self.archive}
        return {name: f"{one.count}{one.unit}" for name, one in delays.items() if one}

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
    reference: str = ""  # of the version approved on screen, none of one of the file


def format_delay(delay):
    """« 90 jours », « 18 mois », « 5 ans »."""
    if delay.unit == "j":
        return words.count(delay.count, "jour", "jours")
    if delay.count % 12:
        return words.count(delay.count, "mois", "mois")
    return words.count(delay.count // 12, "an", "ans")


@cache
def of_the_file():
    """Those of the file, the latest first."""
    return sorted(
        (_version(row) for row in read_data(FILE)), key=lambda one: one.starts_on, reverse=True
    )


def _version(row):
    return Version(row["from"], row["is_demo"], row["note"], read(row["periods"]))


watch(RetentionVersion)


@read_once
def versions():
    """Those of the file and those approved on screen, the latest first."""
    rows = RetentionVersion.objects.filter(state=RetentionVersion.State.APPROVED)
    approved = [_approved(row) for row in rows.order_by("-starts_on")]
    return sorted([*approved, *of_the_file()], key=lambda one: one.starts_on, reverse=True)


def _approved(row):
    """What it does not name is as in the file; what the file no longer names is read by nobody."""
    base = in_force(of_the_file(), row.starts_on).periods
    own = {code: period for code, period in read(row.periods).items() if code in base}
    return Version(row.starts_on, False, row.note, base | own, row.reference)


def read(periods):
    """{code: Period} of {code: {"active": "12m", "archive": "60m"}}."""
    return {
        code: Period(**{name: Delay.parse(text) for name, text in delays.items()})
        for code, delays in periods.items()
    }


def written(periods):
    """The reverse of `read`."""
    return {code: period.written for code, period in periods.items()}


def in_force(known, day):
    """The one of these that is in force on a day; the first one before all."""
    return next((one for one in known if one.starts_on <= day), known[-1])


def version(day=None):
    """The one in force on a day, today by default; the first one before all."""
    return in_force(versions(), day or clock.today())


def period(code, day=None):
    return version(day).periods[code]


def in_use_since(code):
    """What ended on this day or before is in the archive today."""
    return period(code).in_use_since(clock.today())


def until(code, day):
    """The day until which a thing that ends on `day` is kept, by the durations of today."""
    return period(code).ended_on(day)


def start_of(day):
    """The first instant of a day in Paris: what an instant is compared with."""
    return datetime.combine(day, time.min, tzinfo=clock.PARIS)
