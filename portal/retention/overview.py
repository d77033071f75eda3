"""Overview of the register: what is over today, what the clock has left, the last proof of each line."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Count, Max, Value

from portal.core import clock, union
from portal.retention import periods
from portal.retention.models import Erasure
from portal.retention.register import KEEPINGS, Keeping

NOW, LATE = "now", "late"


@dataclass(frozen=True)
class Line:
    """A line of the register as it stands today."""

    keeping: Keeping
    over: int | None  # None: nothing of the portal counts it
    late: int  # what the clock should have ended yesterday
    last: Erasure | None


def lines(user):
    """All of them, in the order of the durations; two queries, however many lines."""
    counts, proofs = _counts(), _last_proofs(user)
    kept = [KEEPINGS[code] for code in periods.version().periods if code in KEEPINGS]
    return [
        Line(
            one,
            counts.get((one.code, NOW), 0) if one.over else None,
            counts.get((one.code, LATE), 0),
            proofs.get(one.code),
        )
        for one in kept
    ]


def _counts():
    """{(code of a line, which): how many}, in one query."""
    today = clock.today()
    yesterday = today - timedelta(days=1)
    parts = []
    for one in KEEPINGS.values():
        if one.over:
            parts.append(_count(one.code, NOW, one.due(today)))
        if one.is_automatic:
            parts.append(_count(one.code, LATE, one.due(yesterday)))
    return {(code, which): many for code, which, many in union.rows_of(parts, most=None)}


def _count(code, which, rows):
    told = rows.order_by().annotate(
        of_line=Value(code, CharField()), which=Value(which, CharField())
    )
    return (
        told.values("of_line", "which")
        .annotate(many=Count("pk", distinct=True))
        .values_list("of_line", "which", "many")
    )


def _last_proofs(user):
    proofs = Erasure.objects.visible_to(user)
    last = proofs.order_by().values("code").annotate(last=Max("pk")).values("last")
    return {one.code: one for one in proofs.filter(pk__in=last)}
