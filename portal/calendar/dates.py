"""Registry of calendar sources: dated rows of every app."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, Q

from portal.calendar.moments import provider

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
