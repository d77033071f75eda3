"""States of things on the evening of a day: asked of the database, or of the journal read once for many days.

One day is a query. A report asks ten years of dozens of figures: meanwhile (`portal.core.read_once`) the rows and the
lines of a model are read once, and each day is told from them.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.db.models import F, OuterRef, Subquery

from portal.core import clock
from portal.core.read_once import is_report, read_once
from portal.workflow.audit_log import Entry


def end_of(day):
    """The instant when `day` is over, in Paris."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.PARIS)


def states_then(model, names, day):
    """[(values of `names`, state on the evening of `day`)] of every row by its key; the state is None before it was.

    `names` begins with the key and holds the state.
    """
    if not is_report():
        rows = _with_state_then(model.objects.order_by("pk"), day)
        return [(row[:-1], row[-1]) for row in rows.values_list(*names, "state_then")]
    rows = _rows(model, names)
    if day >= clock.today():
        rank = names.index("state")
        return [(row, row[rank]) for row in rows]
    lines, end = _lines(model), end_of(day)
    return [(row, _last(lines.get(row[0], ()), end)) for row in rows]


def _with_state_then(rows, day):
    if day >= clock.today():
        return rows.annotate(state_then=F("state"))
    lines = Entry.objects.filter(
        thing_type=rows.model._meta.label_lower, thing_id=OuterRef("pk"), at__lt=end_of(day)
    )
    last = lines.exclude(target="").order_by("-seq").values("target")[:1]
    return rows.annotate(state_then=Subquery(last))


@read_once
def _rows(model, names):
    return list(model.objects.order_by("pk").values_list(*names))


@read_once
def _lines(model):
    """{key: [(instant, state)]} of the lines that tell a state, the last first."""
    found = defaultdict(list)
    rows = Entry.objects.filter(thing_type=model._meta.label_lower).exclude(target="")
    for key, at, target in rows.order_by("-seq").values_list("thing_id", "at", "target"):
        found[key].append((at, target))
    return found


def _last(lines, end):
    return next((state for at, state in lines if at < end), None)
