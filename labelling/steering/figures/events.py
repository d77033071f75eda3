"""Steps of a period, read from the journal: which things entered a state, and when."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import F

from labelling.steering.figures.states import end_of
from portal.core import clock
from portal.figures import Case
from portal.workflow.audit_log import Entry

TAKEN_OVER = "take_over"  # the act of what came from the tracking: the import is not its day


@dataclass(frozen=True)
class Step:
    thing: int
    day: date
    source: str
    target: str


def steps(model, *targets, until=None, since=None, things=None, but=()):
    """[Step] into these states, by other acts than `but`, the oldest first; what was taken over took no step here."""
    rows = Entry.objects.filter(thing_type=model._meta.label_lower, target__in=targets)
    rows = rows.exclude(source=F("target")).exclude(act__in=(TAKEN_OVER, *but))
    if since:
        rows = rows.filter(at__gte=datetime.combine(since, time(), tzinfo=clock.PARIS))
    if until:
        rows = rows.filter(at__lt=end_of(until))
    if things is not None:
        rows = rows.filter(thing_id__in=things)
    told = rows.order_by("at", "pk").values_list("thing_id", "at", "source", "target")
    return [
        Step(thing, at.astimezone(clock.PARIS).date(), source, target)
        for thing, at, source, target in told
    ]


def of_period(model, period, *targets, but=()):
    return steps(model, *targets, since=period.start, until=period.end, but=but)


def cases(model, period, *targets, organism="organism", but=()):
    """A case a step of the period, of things that are still in place."""
    found = of_period(model, period, *targets, but=but)
    rows = model.objects.filter(pk__in={one.thing for one in found})
    owners = dict(rows.order_by().values_list("pk", organism))
    return [Case(one.thing, owners[one.thing], one.day) for one in found if one.thing in owners]


def first_days(found):
    """{thing: the first day} of [Step]."""
    days = {}
    for one in found:
        days.setdefault(one.thing, one.day)
    return days


def last_days(found):
    """{thing: the last day} of [Step]."""
    return {one.thing: one.day for one in found}
