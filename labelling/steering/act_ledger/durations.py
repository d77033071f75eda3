"""Times of the acts: declared by the samples of the office, or measured in the audit log."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median

from labelling.steering.act_ledger.models import ActCount, ActTime
from portal.core.working_days import add_months

MONTHS = 12  # of declarations, before the end of a period, that tell its time
ENOUGH = 5  # measures without which nothing is told


@dataclass(frozen=True)
class Declared:
    """Medians of what was declared, in minutes; `before` is None where nobody said it."""

    before: float | None
    now: float
    count: int
    last: date  # the month of the last declaration

    @property
    def spared(self):
        """Minutes spared each time; None unless both are declared."""
        return None if self.before is None else self.before - self.now


def declared(end):
    """{(kind, act): Declared} of the declarations of the twelve months that `end` closes."""
    rows = ActTime.objects.filter(
        sample__declared_at__isnull=False,
        sample__month__lte=end,
        sample__month__gt=add_months(end, -MONTHS),
    )
    said = defaultdict(list)
    for kind, act, *told in rows.order_by().values_list(
        "kind", "act", "minutes_before", "minutes_now", "sample__month"
    ):
        said[kind, act].append(told)
    return {key: _declared(told) for key, told in said.items()}


def _declared(told):
    before = [minutes for minutes, _now, _month in told if minutes is not None]
    return Declared(
        median(before) if before else None,
        median(now for _before, now, _month in told),
        len(told),
        max(month for *_minutes, month in told),
    )


def measured(start, end):
    """{(kind, act): (minutes, how many measures)} where the log tells enough of them; medians."""
    rows = ActCount.objects.filter(month__gte=start, month__lte=end).exclude(seconds=[])
    found = defaultdict(list)
    for kind, act, seconds in rows.order_by().values_list("kind", "act", "seconds"):
        found[kind, act] += seconds
    return {
        key: (median(seconds) / 60, len(seconds))
        for key, seconds in found.items()
        if len(seconds) >= ENOUGH
    }
