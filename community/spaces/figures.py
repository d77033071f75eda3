"""The figures of life of a space: rows that each room registers, and the writings of each week."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q

from community.models import Acceptance
from community.spaces.rules import animator
from community.spaces.standing import MEMBER, standings
from portal import clock
from portal.models import User
from portal.ui.words import as_date, day

ROWS, WRITINGS = [], []
WEEKS, RECENT = 12, 30


@dataclass(frozen=True)
class Figure:
    """`is_main`: told to every member; the others to who animates."""

    label: str
    value: object
    note: str = ""
    is_main: bool = False


def add(function, order=100):
    """`function(space) -> iterable of Figure`, in a constant number of queries."""
    ROWS.append((order, function))
    ROWS.sort(key=lambda row: row[0])
    return function


def add_writings(function):
    """`function(space, since) -> instants` of what was written there since an instant."""
    WRITINGS.append(function)
    return function


def of(user, space):
    """{rows, weeks, total}: what this person may know of the life of the space."""
    is_entitled = animator(user, space)
    rows = [one for _, function in ROWS for one in function(space) if is_entitled or one.is_main]
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
    days = (as_date(at) for function in WRITINGS for at in function(space, since))
    found = Counter(one - timedelta(days=one.weekday()) for one in days)
    return [(start, found[start]) for start in starts]


def recently():
    return clock.now() - timedelta(days=RECENT)


def people(space):
    """Who belongs today, for how many organisms, and who came to the portal lately."""
    found = standings(space)
    members = [key for key, one in found.items() if one.level == MEMBER]
    told = User.objects.filter(pk__in=members).aggregate(
        organisms=Count(
            "memberships__organism", filter=Q(memberships__is_active=True), distinct=True
        ),
        active=Count("pk", filter=Q(last_seen_at__gte=recently()), distinct=True),
    )
    settled = Acceptance.objects.filter(space=space, person__in=members).order_by()
    yield Figure("Personnes membres", len(members), is_main=True)
    if space.kind != "auditors":
        yield Figure("Organismes", told["organisms"], is_main=True)
    yield Figure(f"Venues depuis {RECENT} jours", told["active"], "une visite du portail au moins")
    yield Figure(
        "Ont accepté une charte",
        settled.values("person").distinct().count(),
        "elles peuvent écrire",
    )
    yield Figure("Lisent sans écrire", len(found) - len(members), "en pause, ou après leur label")


def accepted(space, since):
    rows = Acceptance.objects.filter(space=space, accepted_at__gte=since)
    return rows.values_list("accepted_at", flat=True)


add(people, order=10)
add_writings(accepted)
