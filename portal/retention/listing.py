"""Overview of the register: what is over today, what the clock has left, the last proof of each line."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Count, F, Max, OuterRef, Subquery, Sum, Value

from portal.core import clock
from portal.retention import durations
from portal.retention.models import Erasure
from portal.retention.registry import KEEPINGS, Keeping

NOW, LATE = "now", "late"


@dataclass(frozen=True)
class Line:
    """A line of the register as it stands today."""

    keeping: Keeping
    over: int | None  # None: nothing of the portal counts it
    late: int  # what the clock should have ended yesterday
    last: dict | None  # `done_on`, and how many `ended` that day


def lines(user):
    """All of them, in the order of the durations; two queries, however many lines."""
    counts, proofs = _counts(), _last_proofs(user)
    kept = [KEEPINGS[code] for code in durations.version().periods if code in KEEPINGS]
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
            parts.append(count_of(one.code, NOW, one.due(today)))
        if one.is_automatic:
            parts.append(count_of(one.code, LATE, one.due(yesterday)))
    return counted(parts)


def counted(parts):
    """{(code of a line, which): how many}, in one query, of what `count_of` gives."""
    first, *others = parts
    rows = first.union(*others, all=True).order_by()
    return {(code, which): many for code, which, many in rows}


def count_of(code, which, rows):
    """The rows of a line, to be counted with others."""
    told = rows.order_by().annotate(
        of_line=Value(code, CharField()), which=Value(which, CharField())
    )
    return (
        told.values("of_line", "which")
        .annotate(many=Count("pk", distinct=True))
        .values_list("of_line", "which", "many")
    )


def days(proofs):
    """Proofs told a line and a day: the clock writes one a batch."""
    told = proofs.order_by().values("code", "what", "rule", "ending", "done_on")
    return told.annotate(ended=Sum("count"), last=Max("pk")).order_by("-last")


def _last_proofs(user):
    """{code: what was ended on the last day that something was}, in one query."""
    proofs = Erasure.objects.visible_to(user)
    latest = Erasure._base_manager.filter(code=OuterRef("code")).order_by("-done_on")
    last = proofs.annotate(latest=Subquery(latest.values("done_on")[:1])).filter(
        done_on=F("latest")
    )
    rows = last.order_by().values("code", "done_on").annotate(ended=Sum("count"))
    return {row["code"]: row for row in rows}
