"""Registry of calendar sources: dated rows of every app."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q

from portal.access.rules import Person
from portal.core import clock
from portal.ui import words

KINDS = {}  # {code: Kind}, in the order of the filter
PROVIDERS: list[Callable] = []
FORECASTS: list[Callable] = []


@dataclass(frozen=True)
class Kind:
    """A kind of moments: what the filter of the calendar calls it, its icon, its place there."""

    label: str
    icon: str
    order: int


def register_kind(code: str, label: str, icon: str, *, order: int) -> None:
    """Add a kind of moments; `code` is in addresses."""
    KINDS[code] = Kind(label, icon, order)
    for one in sorted(KINDS, key=lambda one: KINDS[one].order):
        KINDS[one] = KINDS.pop(one)


register_kind("echeance", "Échéances", "hourglass", order=90)  # of every topic


@dataclass(frozen=True)
class Moment:
    """Something with a date, and why this person sees it.

    `day` (to `until`, included) is a whole day; else `starts_at` and `ends_at` are aware instants.
    `code` is the same for its whole life, whatever moves. `sober` is the title that leaves the
    portal (a feed is read on telephones): no name of an organism where the thing is confidential.
    """

    code: str
    title: str
    kind: str
    why: str
    day: date | None = None
    until: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    url: str = ""
    place: str = ""
    detail: str = ""
    sober: str = ""
    revised_at: datetime | None = None
    revision: int = 0
    is_cancelled: bool = False

    @property
    def is_all_day(self):
        return self.starts_at is None

    @property
    def first_day(self):
        return self.day or words.as_date(self.starts_at)

    @property
    def last_day(self):
        if self.is_all_day:
            return self.until or self.day
        return max(self.first_day, words.as_date(self.ends_at or self.starts_at))

    @property
    def uid(self):
        return f"{self.code}@{urlsplit(settings.PORTAL_ADDRESS).hostname}"

    @property
    def outside(self):
        """Title shown outside the portal, without confidential names."""
        return self.sober or self.title

    @property
    def kind_label(self):
        return KINDS[self.kind].label

    @property
    def icon(self):
        return KINDS[self.kind].icon

    @property
    def hours(self):
        """« de 9 h 30 à 17 h 00 », « à 14 h 00 », or "" for whole days."""
        if self.is_all_day:
            return ""
        if self.ends_at is None or self.ends_at == self.starts_at:
            return f"à {words.hour(self.starts_at)}"
        if self.first_day != self.last_day:
            return f"à {words.hour(self.starts_at)}, jusqu’au {words.day(self.last_day)}"
        return f"de {words.hour(self.starts_at)} à {words.hour(self.ends_at)}"

    @property
    def order(self):
        start = self.starts_at or datetime.combine(self.first_day, time.min, tzinfo=clock.PARIS)
        return start, self.kind, self.title


def provider(function: Callable) -> Callable:
    """Register `function(user, first, last) -> iterable of Moment`: bounded, constant queries,
    started from what `user` sees (`visible_to`)."""
    PROVIDERS.append(function)
    return function


def register_forecast(function: Callable) -> Callable:
    """Register `function(user) -> iterable of Moment`: what is only foreseen, which a feed holds and no page shows."""
    FORECASTS.append(function)
    return function


def forecasts(user, *, but):
    """What is foreseen for a person, in order, less the moments of these codes."""
    found = {}
    for read in FORECASTS:
        for one in read(user):
            if one.code not in but:
                found.setdefault(one.code, one)
    return sorted(found.values(), key=lambda one: one.order)


def moments(
    user: Person, first: date, last: date, *, kind: str = "", with_cancelled: bool = False
) -> list[Moment]:
    """The moments of a person that touch the days from `first` to `last`, in order; each once."""
    found: dict[str, Moment] = {}
    for read in PROVIDERS:
        for one in read(user, first, last):
            if one.first_day <= last and one.last_day >= first:
                found.setdefault(one.code, one)
    kept = (one for one in found.values() if kind in ("", one.kind))
    shown = [one for one in kept if with_cancelled or not one.is_cancelled]
    return sorted(shown, key=lambda one: one.order)


def days_of(one, first, last):
    """The days of a moment within two days."""
    start, end = max(one.first_day, first), min(one.last_day, last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


WORDS = 6
FACTS = ("pk", "version", "changed_at", "until", "owner", "other")
Row = namedtuple("Row", ("source", "day", *FACTS, *(f"w{n}" for n in range(1, WORDS + 1))))
SOURCES = {}


@dataclass(frozen=True)
class Dates:
    """Rows that a person follows, each with a date.

    `rows(user)` is a queryset that starts from `visible_to`, or None; `words` are up to six paths
    read as text; `owner` and `other` the paths of two keys (an organism, a person); `tell(user, row)`
    makes the Moment, or None. `margin` days are read on each side when `tell` moves the day.
    """

    code: str
    rows: Callable
    tell: Callable
    day: str = "due_on"
    until: str = ""
    words: tuple = ()
    owner: str = ""
    other: str = ""
    version: str = "version"
    changed_at: str = "since_at"
    margin: int = 0

    @property
    def paths(self):
        """Columns read of a row besides its day, less those that its model lacks."""
        facts = ("pk", self.version, self.changed_at, self.until, self.owner, self.other)
        return [path for path in (*facts, *self.words) if path]

    def between(self, user, first, last):
        """(day, value of each path) of the rows."""
        rows = self.rows(user)
        if rows is None:
            return ()
        wide = timedelta(days=self.margin)
        ends = Q(**{f"{self.day}__gte": first - wide})
        if self.until:
            ends |= Q(**{f"{self.until}__gte": first - wide})
        rows = rows.filter(ends, **{f"{self.day}__lte": last + wide})
        return rows.order_by(self.day, "pk").values_list(F(self.day), *map(F, self.paths))

    def moment_of(self, user, day, values):
        """Moment of a row, or None."""
        values = iter(values)
        paths = ("pk", self.version, self.changed_at, self.until, self.owner, self.other)
        facts = [next(values) if path else None for path in paths]
        row = dict(zip(FACTS, facts, strict=True))
        words = [None if word is None else str(word) for word in values]
        words += [""] * (WORDS - len(words))
        return self.tell(user, Row(self.code, day, *row.values(), *words))


def dates(code: str, **facts: Any) -> Callable[[Callable], Callable]:
    """Register a source: its function is `rows`, its fact `tell` the sentence."""

    def register(rows):
        SOURCES[code] = Dates(code, rows, **facts)
        return rows

    return register


@provider
def dated(user, first, last):
    """A query a source, whatever the number of rows."""
    told = (
        source.moment_of(user, day, values)
        for source in SOURCES.values()
        for day, *values in source.between(user, first, last)
    )
    return [one for one in told if one]
