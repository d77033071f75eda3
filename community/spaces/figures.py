"""The figures of life of a space: rows that each room registers, and the writings of each week."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from community.models import Acceptance
from community.spaces.facts import add_facts, facts, many
from community.spaces.rules import animator
from community.spaces.standing import MEMBER, standings, writers
from portal import clock
from portal.models import User
from portal.ui.words import as_date, day

ROWS, MEASURES, WRITINGS = [], [], []
WEEKS, RECENT = 12, 30


@dataclass(frozen=True)
class Figure:
    """`is_main`: told to every member; the others to who animates."""

    label: str
    value: object
    note: str = ""
    is_main: bool = False


def add(function, order=100):
    """`function(space, known) -> iterable of Figure`: `known` are the `facts`, so that it asks nothing."""
    ROWS.append((order, function))
    ROWS.sort(key=lambda row: row[0])
    return function


def add_measure(function):
    """`function(space) -> iterable of Figure` that costs a query: for who animates alone."""
    MEASURES.append(function)
    return function


def add_writings(function):
    """`function(space, since) -> instants` of what was written there: flat lists, read as one query."""
    WRITINGS.append(function)
    return function


def of(user, space):
    """{rows, weeks, total}: what this person may know of the life of the space."""
    is_entitled = animator(user, space)
    known = facts(user, space)
    found = (one for _, function in ROWS for one in function(space, known))
    rows = [one for one in found if is_entitled or one.is_main]
    if is_entitled:
        rows += [one for function in MEASURES for one in function(space)]
    weeks = by_week(space)
    points = [(day(start, short=True), many) for start, many in weeks]
    return {
        "rows": rows,
        "weeks": weeks,
        "points": points,
        "total": sum(many for _, many in weeks),
    }


def by_week(space):
    """[(« 16 nov. », writings)] of the last weeks, the present one last."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    since = datetime.combine(starts[0], time.min, tzinfo=clock.PARIS)
    first, *others = (function(space, since).order_by() for function in WRITINGS)
    days = (as_date(at) for at in first.union(*others, all=True))
    found = Counter(one - timedelta(days=one.weekday()) for one in days)
    return [(start, found[start]) for start in starts]


def recently():
    return clock.now() - timedelta(days=RECENT)


@add_facts
def told(user, space):
    members = writers(space)
    rows = User.objects.filter(pk__in=members)
    settled = Acceptance.objects.filter(space=space, person__in=members)
    return {
        "organisms": many(rows.filter(memberships__is_active=True), "memberships__organism"),
        "active": many(rows.filter(last_seen_at__gte=recently())),
        "settled": many(settled, "person"),
    }


def people(space, known):
    """Who belongs today, for how many organisms, and who came to the portal lately."""
    found = standings(space)
    members = [key for key, one in found.items() if one.level == MEMBER]
    yield Figure("Personnes membres", len(members), is_main=True)
    if space.kind != "auditors":
        yield Figure("Organismes", known["organisms"], is_main=True)
    yield Figure(f"Venues depuis {RECENT} jours", known["active"], "une visite du portail au moins")
    yield Figure("Ont accepté une charte", known["settled"], "elles peuvent écrire")
    yield Figure("Lisent sans écrire", len(found) - len(members), "en pause, ou après leur label")


def accepted(space, since):
    rows = Acceptance.objects.filter(space=space, accepted_at__gte=since)
    return rows.values_list("accepted_at", flat=True)


add(people, order=10)
add_writings(accepted)
