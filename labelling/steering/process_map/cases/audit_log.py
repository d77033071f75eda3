"""Lines of the audit log as the process map reads them: steps of each thing, days of people's acts.

Lines are given in the order of the log, at once or by parts: both make the same.
"""

from collections import defaultdict
from itertools import batched

from django.db.models import Q

from labelling.steering.process_map.cases.registry import BY_KIND
from portal.core import clock
from portal.workflow.audit_log import Entry

READ = (
    "pk",
    "aggregate_type",
    "aggregate_id",
    "thing_type",
    "thing_id",
    "at",
    "act",
    "source",
    "target",
    "actor",
)
AT_ONCE = 5000


class Log:
    """`steps`: {kind: {key: [(day, act, source, target)]}}; `acts`: {kind: {key of the aggregate: [day]}}."""

    def __init__(self):
        self.steps = {kind: defaultdict(list) for kind in BY_KIND}
        self.acts = {kind: defaultdict(list) for kind in BY_KIND}
        self.through = self.lines = 0
        self._days = {}
        self._stays = {
            kind: {*machine.table.transitions, *machine.repeats, "plan_validate"}
            for kind, machine in BY_KIND.items()
        }

    def add(self, lines):
        """Take in the next lines, tuples of `READ`."""
        for pk, root, root_key, kind, key, at, act, source, target, actor in lines:
            self.through = pk
            self.lines += 1
            day = self._day(at)
            if actor is not None and root in self.acts:
                self.acts[root][root_key].append(day)
            steps = self.steps.get(kind)
            if steps is not None and (source != target or act in self._stays[kind]):
                steps[key].append((day, act, source, target))
        return self

    def _day(self, at):
        """Told from its hour: the offset of Paris never changes within one."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        if hour not in self._days:
            self._days[hour] = at.astimezone(clock.PARIS).date()
        return self._days[hour]


def read(day=None):
    """The whole log of the machines, or as it stood on the evening of a day."""
    rows = Entry.objects.filter(aggregate_type__in=[*BY_KIND]).order_by("pk").values_list(*READ)
    log = Log()
    for lines in batched(rows.iterator(AT_ONCE), AT_ONCE):
        log.add(lines)
    return log


def lines_of(aggregates):
    """The lines of some aggregates, {kind: keys}, in the order of the log."""
    chosen = Q()
    for kind, keys in aggregates.items():
        chosen |= Q(aggregate_type=kind, aggregate_id__in=keys)
    return Entry.objects.filter(chosen).order_by("pk").values_list(*READ)
