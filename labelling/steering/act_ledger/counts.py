"""Counting of the audit log: how often each act was done in a month, and the time that the log can tell.

The log only grows: a month is counted again while it holds another number of lines than were counted.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth

from labelling.steering.act_ledger.models import ActCount
from portal.core import clock
from portal.core.working_days import add_months
from portal.workflow.audit_log import Entry

SITTING = timedelta(minutes=30)  # beyond, one was not at work on it all the while
MOST = 200  # measures kept of a month
READ = ("aggregate_type", "aggregate_id", "thing_type", "act", "actor", "at")


@dataclass
class Tally:
    people: int = 0
    portal: int = 0
    seconds: list = field(default_factory=list)


def count_months():
    """Count again each month whose lines are not all counted; their number."""
    there = dict(
        Entry.objects.order_by()
        .annotate(month=TruncMonth("at", tzinfo=clock.PARIS))
        .values_list("month")
        .annotate(many=Count("pk"))
    )
    there = {at.date(): many for at, many in there.items()}
    counted = dict(
        ActCount.objects.order_by()
        .values_list("month")
        .annotate(many=Sum(F("by_people") + F("by_portal")))
    )
    changed = [month for month in there if there[month] != counted.get(month)]
    for month in sorted(changed):
        count_month(month)
    return len(changed)


@transaction.atomic
def count_month(month):
    """The counts of a month, in place of those that it had."""
    ActCount.objects.filter(month=month).delete()
    ActCount.objects.bulk_create(
        ActCount(
            month=month,
            kind=kind,
            act=act,
            by_people=one.people,
            by_portal=one.portal,
            seconds=one.seconds[:MOST],
        )
        for (kind, act), one in tallies(lines_of(month)).items()
    )


def lines_of(month, **asked):
    """Lines of `READ` of a month, those of each person in the order of time."""
    start = datetime.combine(month, time(), tzinfo=clock.PARIS)
    end = datetime.combine(add_months(month, 1), time(), tzinfo=clock.PARIS)
    rows = Entry.objects.filter(at__gte=start, at__lt=end, **asked)
    return rows.order_by("actor", "at", "pk").values_list(*READ).iterator(5000)


def tallies(lines):
    """{(kind, act): Tally}. A measure is the time since the last line of the same person about the same thing."""
    found, last = defaultdict(Tally), {}
    for root, key, kind, act, actor, at in lines:
        tally = found[kind, act]
        if actor is None:
            tally.portal += 1
            continue
        tally.people += 1
        before = last.get((actor, root, key))
        if before and timedelta() < at - before <= SITTING:
            tally.seconds.append(round((at - before).total_seconds()))
        last[actor, root, key] = at
    return found
