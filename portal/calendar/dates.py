"""The dated things of every app in one query: a source gives its rows and how a row is told."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Q,
    Value,
)
from django.db.models.functions import Cast

from portal.calendar.moments import provider

MOST = 3000  # rows read for a page or a feed, the earliest first
WORDS = 4
Row = namedtuple(
    "Row",
    "source pk day until version changed_at owner other w1 w2 w3 w4",
)
SOURCES = {}


@dataclass(frozen=True)
class Dates:
    """Rows that a person follows, each with a date.

    `rows(user)` is a queryset that starts from `visible_to`, or None; `words` are up to four paths
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

    def between(self, user, first, last):
        """The rows as tuples of Row, or None when nothing can be there for this person."""
        rows = self.rows(user)
        if rows is None:
            return None
        wide = timedelta(days=self.margin)
        ends = Q(**{f"{self.day}__gte": first - wide})
        if self.until:
            ends |= Q(**{f"{self.until}__gte": first - wide})
        columns = {f"of_{name}": column for name, column in self._columns().items()}
        rows = rows.filter(ends, **{f"{self.day}__lte": last + wide}).order_by()
        return rows.annotate(**columns).values_list(*columns)

    def _columns(self):
        """In the order of Row: every branch of a union has the same types."""
        texts = (*self.words, *[""] * (WORDS - len(self.words)))
        return {
            "source": _as(CharField, Value(self.code)),
            "pk": _as(BigIntegerField, F("pk")),
            "day": _as(DateField, F(self.day)),
            "until": _as(DateField, _path(self.until)),
            "version": _as(BigIntegerField, _path(self.version)),
            "changed_at": _as(DateTimeField, _path(self.changed_at)),
            "owner": _as(BigIntegerField, _path(self.owner)),
            "other": _as(BigIntegerField, _path(self.other)),
        } | {f"w{n}": _as(CharField, _path(path, "")) for n, path in enumerate(texts, 1)}


def _as(field, expression):
    """Days and instants are already what they are; what is absent needs its type said."""
    if isinstance(expression, F) and field in (DateField, DateTimeField):
        return ExpressionWrapper(expression, output_field=field())
    return Cast(expression, field())


def _path(path, absent=None):
    return F(path) if path else Value(absent)


def dates(code, **facts):
    """Register a source: its function is `rows`, its fact `tell` the sentence."""

    def register(rows):
        SOURCES[code] = Dates(code, rows, **facts)
        return rows

    return register


@provider
def dated(user, first, last):
    """One query, whatever the number of sources and of rows."""
    parts = [source.between(user, first, last) for source in SOURCES.values()]
    parts = [part for part in parts if part is not None]
    if not parts:
        return []
    rows = parts[0] if len(parts) == 1 else parts[0].union(*parts[1:], all=True)
    told = (_told(user, Row(*row)) for row in rows.order_by("of_day")[:MOST])
    return [one for one in told if one]


def _told(user, row):
    return SOURCES[row.source].tell(user, row)
