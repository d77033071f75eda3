"""Registry of calendar sources: dated rows of every app, read in one query."""

import json
from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, F, Q, Value
from django.db.models.functions import JSONArray

from portal.access.standing import once_a_standing
from portal.calendar.moments import provider
from portal.core import union

WORDS = 6
FACTS = ("pk", "version", "changed_at", "until", "owner", "other")
Row = namedtuple("Row", ("source", "day", *FACTS, *(f"w{n}" for n in range(1, WORDS + 1))))
SOURCES = {}
DAY = DateField()  # SQLite tells days in words


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
        """(code, day, [value of each path]) of the rows, or None when nothing can be there for this person."""
        rows = self.rows(user)
        if rows is None:
            return None
        wide = timedelta(days=self.margin)
        ends = Q(**{f"{self.day}__gte": first - wide})
        if self.until:
            ends |= Q(**{f"{self.until}__gte": first - wide})
        rows = rows.filter(ends, **{f"{self.day}__lte": last + wide}).annotate(of_day=F(self.day))
        code, values = Value(self.code, CharField()), JSONArray(*self.paths)
        return rows.order_by().values_list(code, "of_day", values)

    def moment_of(self, user, day, values):
        """Moment of a row, or None."""
        values = iter(values)
        paths = ("pk", self.version, self.changed_at, self.until, self.owner, self.other)
        facts = [next(values) if path else None for path in paths]
        row = dict(zip(FACTS, facts, strict=True))
        row["changed_at"] = union.instant(row["changed_at"])
        row["until"] = date.fromisoformat(row["until"]) if row["until"] else None
        words = [None if word is None else str(word) for word in values]
        words += [""] * (WORDS - len(words))
        return self.tell(user, Row(self.code, day, *row.values(), *words))


def dates(code, **facts):
    """Register a source: its function is `rows`, its fact `tell` the sentence."""

    def register(rows):
        SOURCES[code] = Dates(code, rows, **facts)
        return rows

    return register


@provider
def dated(user, first, last):
    """One query, whatever the number of sources and of rows."""
    rows = statement(user, first, last).rows()
    told = (
        SOURCES[code].moment_of(user, DAY.to_python(day), json.loads(values))
        for code, day, values in rows
    )
    return [one for one in told if one]


@once_a_standing
def statement(user, first, last):
    parts = [source.between(user, first, last) for source in SOURCES.values()]
    rows = union.rows_of([part for part in parts if part is not None], "of_day")
    return union.statement_of(rows)
