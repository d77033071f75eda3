"""Activity figures of a space: rows registered by each topic, and writings a week."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count

from community.spaces.life import life, register_counts, register_writings
from community.spaces.models import Acceptance
from community.spaces.rules import animator
from community.spaces.standing import MEMBER
from portal.core import clock
from portal.models import User
from portal.ui.words import day

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
