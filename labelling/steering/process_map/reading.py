"""Reading of the latest snapshot for a page: the map that an address asks for, the cases of one of its parts."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property

from labelling.steering.process_map import storage
from labelling.steering.process_map.cases.registry import DOSSIERS, MACHINES
from labelling.steering.process_map.counts import FEW, drawn, path_of
from labelling.steering.process_map.forms import ASKED, MapForm
from labelling.steering.process_map.models import SHARED, DrawnMap, MachineCases, ProcessSnapshot
from labelling.steering.process_map.rules import reader, whole
from portal.web.pages import only

BETWEEN = "."  # the states of a path, in an address


def latest():
    """The latest snapshot, or None before the first morning."""
    return ProcessSnapshot.objects.order_by("-taken_on").first()


@dataclass(frozen=True)
class Stay:
    """A case of a part of the map: the thing's key, and the days that it spent there."""

    key: int
    days: int | None


class Asked:
    """What an address asks for: a machine, its filters; Forbidden to who does not read the map.

    Who reads sums alone has one map of a machine, without filters: two of them could be subtracted (BR-98).
    """

    def __init__(self, user, query):
        only(reader, user)
        self.user, self.query, self.is_whole = user, query, bool(whole(user, None))
        self.machines = [one for one in MACHINES.values() if self.is_whole or one.is_shared]
        known = {one.code: one for one in self.machines}
        self.machine = known.get(query.get("machine", ""), DOSSIERS)
        told = {facet: query[name] for name, facet in ASKED.items() if query.get(name)}
        told = told if self.is_whole else {}
        # One filter at most was drawn beforehand; of several, the cases are counted again.
        all_of_it = ("", "") if self.is_whole else (SHARED, "")
        one = next(iter(told.items())) if len(told) == 1 else all_of_it
        rows = DrawnMap.objects.visible_to(user).filter(machine=self.machine.code)
        rows = rows.filter(Q(facet=all_of_it[0]) | Q(facet=one[0], value=one[1]))
        kept = {
            (row.facet, row.value): row for row in rows.select_related("snapshot").defer("content")
        }
        self.row = kept.get(all_of_it)
        self.drawn = kept.get(one) if len(told) <= 1 else None

    @property
    def snapshot(self):
        return self.row.snapshot if self.row else None

    @cached_property
    def form(self):
        return MapForm(self.query, offered=self.offered, machines=self.machines)

    @cached_property
    def offered(self):
        """{facet: the values that may be chosen}."""
        return self.row.content["offered"] if self.row else dict.fromkeys(storage.FACETS, ())

    @property
    def today(self):
        return self.snapshot.taken_on.toordinal()

    @cached_property
    def content(self):
        """The packed cases of the machine."""
        rows = MachineCases.objects.filter(snapshot=self.row.snapshot_id, machine=self.machine.code)
        return rows.get().content

    @cached_property
    def cases(self):
        return storage.chosen(self.content, self.form.asked)

    @cached_property
    def map(self):
        if self.drawn is not None:
            return self.drawn.content
        return drawn(self.machine, self.content, self.cases, self.today)

    @property
    def left_out(self):
        return self.snapshot.totals.get(self.machine.code, [0, 0])[1]


def stays(asked):
    """[Stay] of the part that the address names, or of the whole map, the longest first; 404 before any snapshot.

    The office’s alone: to the others no cell opens.

    A cell of findings of fewer than three organisms tells nobody (BR-98).
    """
    only(whole, asked.user)
    part = next((name for name in PARTS if asked.query.get(name)), None)
    if asked.row is None:
        raise Http404
    found = PARTS[part](asked) if part else _whole(asked)
    keys = {one.key for one in found}
    organisms = {one.organism for one in asked.cases if one.key in keys}
    if asked.machine.hides_small_cells and len(organisms) < FEW:
        return []
    return sorted(found, key=lambda one: (-(one.days or 0), one.key))


def _whole(asked):
    arcs = asked.content["arcs"]
    return [
        Stay(case.key, sum(days for _, days in case.stays(arcs, asked.today)))
        for case in asked.cases
    ]


def _in_state(asked):
    """Every stay in a state; with `la`, of those that are there now."""
    arcs, state, found = asked.content["arcs"], asked.query["etat"], []
    for case in asked.cases:
        told = case.stays(arcs, asked.today)
        days = [spent for one, spent in told if one == state]
        if days and (not asked.query.get("la") or case.state == state):
            found.append(Stay(case.key, sum(days)))
    return found


def _of_passage(asked):
    """Those that went from a state to another, by any act or by one."""
    arcs, query = asked.content["arcs"], asked.query
    wanted = {
        rank
        for rank, (source, target, act) in enumerate(arcs)
        if (source, target) == (query.get("de"), query.get("vers"))
        and query.get("acte") in (None, "", act)
    }
    found = []
    for case in asked.cases:
        days = [spent for rank, spent in case.steps if rank in wanted]
        if days:
            found.append(Stay(case.key, sum(days)))
    return found


def _redone(asked):
    """Those that an act sent back, once at least."""
    arcs, act, found = asked.content["arcs"], asked.query["repris"], []
    for case in asked.cases:
        days = [spent for rank, spent in case.steps if arcs[rank][2] == act]
        if days or (case.repeats and act in asked.machine.repeats):
            found.append(Stay(case.key, sum(days) if days else None))
    return found


def _of_path(asked):
    states = tuple(asked.query["chemin"].split(BETWEEN))
    arcs = asked.content["arcs"]
    return [
        Stay(case.key, sum(days for _, days in case.steps))
        for case in asked.cases
        if path_of(case, arcs) == states
    ]


def _of_cause(asked):
    cause, holder = asked.query["cause"], asked.query.get("qui", "")
    found = []
    for case in asked.cases:
        days = sum(spent for one, who, spent in case.causes if (one, who) == (cause, holder))
        if days:
            found.append(Stay(case.key, days))
    return found


def _of_deviation(asked):
    code, stage = asked.query["ecart"], asked.query.get("etape", "")
    keys = {one[0] for one in asked.content["deviations"] if (one[1], one[2]) == (code, stage)}
    return [Stay(case.key, None) for case in asked.cases if case.key in keys]


PARTS = {
    "etat": _in_state,
    "vers": _of_passage,
    "repris": _redone,
    "chemin": _of_path,
    "cause": _of_cause,
    "ecart": _of_deviation,
}
