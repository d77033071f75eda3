"""Activity counts of a space: registered by topics, one query, cached for a minute in the process."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    Value,
)
from django.db.models.functions import Cast, TruncDate

from community.spaces.standing import crowd
from portal.core import clock

COUNTS, WRITINGS, DELAYS = [], [], []
WRITTEN = "written"
NONE = Value(None)


@dataclass(frozen=True)
class Life:
    """{name: count}, {day: writings}, {name: hours from start to end}."""

    counts: Counter
    days: Counter
    delays: dict

    def __getitem__(self, name):
        return self.counts[name]


def register_counts(function):
    """Register `function(space, crowd) -> {name: (rows, aggregate) or a number}`; a name belongs to one topic."""
    COUNTS.append(function)
    return function


def register_writings(function, at):
    """Register `function(space) -> rows`, each dated by `at`, for the writings a week."""
    WRITINGS.append((function, at))
    return function


def register_delays(name, function):
    """Register `function(space) -> (rows, start, end)`, for durations."""
    DELAYS.append((name, function))
    return function


def life(space, since):
    """The Life of a space, with its writings since `since`."""
    asked, there = {}, crowd(space)
    for function in COUNTS:
        asked |= function(space, there)
    parts = [
        _shaped(one[0].order_by(), name, many=one[1])
        for name, one in asked.items()
        if isinstance(one, tuple)
    ]
    parts += [_by_day(function(space), at, since) for function, at in WRITINGS]
    for name, function in DELAYS:
        rows, start, end = function(space)
        parts.append(_shaped(rows.order_by(), name, start=F(start), end=F(end)))
    found = _summed(parts[0].union(*parts[1:], all=True).order_by())
    found.counts.update({name: one for name, one in asked.items() if isinstance(one, int)})
    return found


def _by_day(rows, at, since):
    """One row a day (Paris time), counted by the database."""
    rows = rows.filter(**{f"{at}__gte": since}).order_by()
    rows = rows.annotate(day=TruncDate(F(at), tzinfo=clock.PARIS)).values("day")
    return _shaped(rows, WRITTEN, on=F("day"), many=Count("pk"))


def _shaped(rows, name, on=NONE, many=NONE, start=NONE, end=NONE):
    """(name, day, count, start, end): the parts of a UNION need the same columns."""
    said = {
        "said": Cast(Value(name), CharField()),
        "said_on": Cast(on, DateField()) if on is NONE else on,
        "said_start": Cast(start, DateTimeField()) if start is NONE else start,
        "said_end": Cast(end, DateTimeField()) if end is NONE else end,
    }
    names = ("said", "said_on", "said_many", "said_start", "said_end")
    if many is not NONE:  # grouped by what is constant, or by the day
        rows = rows.annotate(**said).values(*said)
        said = {}
    said["said_many"] = Cast(many, BigIntegerField())
    return rows.annotate(**said).values_list(*names)


def _summed(rows):
    counts, days, delays = Counter(), Counter(), defaultdict(list)
    for name, on, many, start, end in rows:
        if name == WRITTEN:
            days[_day(on)] += many
        elif start is not None:
            delays[name].append((end - start).total_seconds() / 3600)
        else:
            counts[name] += many or 0
    return Life(counts, days, dict(delays))


def _day(value):
    """SQLite returns dates of a UNION as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
