"""Activity figures of a space: rows registered by each topic, and writings a week."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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

from community.spaces.members.roles import MEMBER, crowd
from community.spaces.models import Acceptance
from community.spaces.rules import animator
from portal.core import clock
from portal.models import User
from portal.ui.words import day

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


ROWS = []
WEEKS, RECENT = 12, 30


@dataclass(frozen=True)
class Figure:
    """`is_main`: shown to every member; the others to animators only."""

    label: str
    value: object
    note: str = ""
    is_main: bool = False


def register_figure(function, order=100):
    """Register `function(space, life) -> iterable of Figure`, computed from the Life without any query."""
    ROWS.append((order, function))
    ROWS.sort(key=lambda row: row[0])
    return function


def activity_of(user, space):
    """{rows, weeks, total} that this person may see, a minute old at most."""
    starts = mondays()
    known = life(space, datetime.combine(starts[0], time.min, tzinfo=clock.PARIS))
    is_entitled = animator(user, space)
    found = (one for _, function in ROWS for one in function(space, known))
    weeks = by_week(starts, known.days)
    return {
        "rows": [one for one in found if is_entitled or one.is_main],
        "weeks": weeks,
        "points": [(day(start, short=True), many) for start, many in weeks],
        "total": sum(many for _, many in weeks),
    }


def mondays():
    """Mondays of the last weeks, the present one last."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]


def by_week(starts, days):
    """[(monday, writings)]."""
    found = Counter()
    for one, many in days.items():
        found[one - timedelta(days=one.weekday())] += many
    return [(start, found[start]) for start in starts]


def recently():
    return clock.now() - timedelta(days=RECENT)


@register_counts
def counted(space, there):
    """Members today, their organisms, recent visitors, acceptances of the charter."""
    members = [key for key, one in there.standings.items() if one.level == MEMBER]
    settled = Acceptance.objects.filter(space=space, person__in=members)
    recent = User.objects.filter(pk__in=members, last_seen_at__gte=recently())
    return {
        "members": len(members),
        "others": len(there.standings) - len(members),
        "organisms": len(there.organisms),
        "active": (recent, Count("pk")),
        "settled": (settled, Count("person", distinct=True)),
    }


def people(space, known):
    yield Figure("Personnes membres", known["members"], is_main=True)
    if space.kind != "auditors":
        yield Figure("Organismes", known["organisms"], is_main=True)
    yield Figure(f"Venues depuis {RECENT} jours", known["active"], "une visite du portail au moins")
    yield Figure("Ont accepté une charte", known["settled"], "elles peuvent écrire")
    yield Figure("Lisent sans écrire", known["others"], "en pause, ou après leur label")


def accepted(space):
    return Acceptance.objects.filter(space=space)


register_figure(people, order=10)
register_writings(accepted, "accepted_at")
