"""Map of some cases of a machine: states, passages, paths, rework, waits, deviations, as JSON keeps it."""

from collections import Counter, defaultdict

from labelling.steering.process_map.cases.causes import Cause
from portal.figures import Measure, measured_amounts

FEW = 3  # organisms under which a cell that tells findings is hidden (BR-98)
PATHS = 10  # the most frequent paths, told one by one


def drawn(machine, content, cases, today):
    """The map of these packed cases; `today` is the day of the snapshot, in the calendar's count."""
    arcs = content["arcs"]
    final = machine.table.finals
    return {
        "cases": len(cases),
        "organisms": len({one.organism for one in cases} - {None}),
        "running": sum(1 for one in cases if one.state not in final),
        "nodes": _nodes(machine, arcs, cases, today),
        "arcs": _arcs(machine, arcs, cases),
        "paths": _paths(machine, arcs, cases),
        "waits": _waits(machine, arcs, cases, today),
        "rework": _rework(machine, arcs, cases),
        "deviations": _deviations(machine, content, cases),
    }


def spread(days):
    """{median, p90} of these days, None of nothing."""
    return {
        "median": measured_amounts(Measure.MEDIAN, days),
        "p90": measured_amounts(Measure.P90, days),
    }


def _nodes(machine, arcs, cases, today):
    """Each state that was entered: its cases, those that are there now, the days of its stays that ended."""
    found = defaultdict(lambda: {"keys": set(), "organisms": set(), "now": 0, "days": []})
    for case in cases:
        stays = case.stays(arcs, today)
        for rank, (state, days) in enumerate(stays):
            node = found[state]
            node["keys"].add(case.key)
            node["organisms"].add(_whose(machine, case))
            if rank < len(stays) - 1:
                node["days"].append(days)
        found[case.state]["now"] += 1
    order = [
        *machine.table.path,
        *(one for one in machine.table.states if one not in machine.table.path),
    ]
    return [
        _hidden(machine, found[state]["organisms"])
        | {"state": state}
        | _hide_if_small(
            machine,
            found[state]["organisms"],
            {
                "cases": len(found[state]["keys"]),
                "now": _now(machine, found[state]["now"]),
                **spread(found[state]["days"]),
            },
        )
        for state in order
        if state in found
    ]


def _arcs(machine, arcs, cases):
    """Each passage that was taken, with its act: how often, by how many, after how many days."""
    found = defaultdict(lambda: {"keys": set(), "organisms": set(), "days": []})
    for case in cases:
        for rank, days in case.steps:
            arc = found[rank]
            arc["keys"].add(case.key)
            arc["organisms"].add(_whose(machine, case))
            arc["days"].append(days)
    return [
        {"source": source, "target": target, "act": act, "is_rework": act in machine.rework}
        | _hidden(machine, found[rank]["organisms"])
        | _hide_if_small(
            machine,
            found[rank]["organisms"],
            {
                "volume": len(found[rank]["days"]),
                "cases": len(found[rank]["keys"]),
                **spread(found[rank]["days"]),
            },
        )
        for rank, (source, target, act) in enumerate(arcs)
        if rank in found
    ]


def _whose(machine, case):
    """Whom a cell would tell: an organism, or the thing itself where it concerns none."""
    return case.organism if machine.organism else case.key


def _now(machine, many):
    """How many are in a state today; None of so few that it would tell them."""
    return None if machine.hides_small_cells and 0 < many < FEW else many


def _is_small(machine, organisms):
    return machine.hides_small_cells and len(organisms) < FEW


def _hidden(machine, organisms):
    return {"is_hidden": _is_small(machine, organisms)}


def _hide_if_small(machine, organisms, numbers):
    return dict.fromkeys(numbers) if _is_small(machine, organisms) else numbers


def path_of(case, arcs):
    """The states that a case went through, its first one included."""
    if not case.steps:
        return (case.state,)
    return (arcs[case.steps[0][0]][0], *(arcs[rank][1] for rank, _ in case.steps))


def _paths(machine, arcs, cases):
    """The real paths of those that have ended or go on, the most frequent first, then how many more there are."""
    found = defaultdict(lambda: {"days": [], "organisms": set()})
    for case in cases:
        path = found[path_of(case, arcs)]
        path["days"].append(sum(days for _, days in case.steps))
        path["organisms"].add(_whose(machine, case))
    rows = sorted(found.items(), key=lambda pair: (-len(pair[1]["days"]), pair[0]))
    told = [
        {"states": list(states), "cases": len(one["days"]), "median": spread(one["days"])["median"]}
        for states, one in rows[:PATHS]
        if not _is_small(machine, one["organisms"])
    ]
    return {"told": told, "others": len(rows) - len(told), "all": len(rows)}


def _waits(machine, arcs, cases, today):
    """Days by cause and holder: of dossiers the causes that add up to their time, of others who held the ball."""
    total, organisms = Counter(), defaultdict(set)
    for case in cases:
        for cause, holder, days in _causes(machine, arcs, case, today):
            total[cause, holder] += days
            organisms[cause, holder].add(_whose(machine, case))
    rows = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {"cause": key[0], "holder": key[1], "days": days}
        for key, days in rows
        if days and not _is_small(machine, organisms[key])
    ]


def _causes(machine, arcs, case, today):
    if machine.is_divided:
        return case.causes
    return [
        (Cause.SOMEBODY.value, machine.hand(state), days)
        for state, days in case.stays(arcs, today)
        if state not in machine.table.finals
    ]


def _rework(machine, arcs, cases):
    """{act: how often, by how many things} of what was done again; the side acts from the second one on."""
    often, things, organisms = Counter(), defaultdict(set), defaultdict(set)
    for case in cases:
        for rank, _ in case.steps:
            if (act := arcs[rank][2]) in machine.rework:
                often[act] += 1
                things[act].add(case.key)
                organisms[act].add(_whose(machine, case))
        if case.repeats:
            often[machine.repeats[0]] += case.repeats
            things[machine.repeats[0]].add(case.key)
            organisms[machine.repeats[0]].add(_whose(machine, case))
    rows = sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {"act": act, "volume": many, "cases": len(things[act])}
        for act, many in rows
        if not _is_small(machine, organisms[act])
    ]


def _deviations(machine, content, cases):
    whose = {case.key: _whose(machine, case) for case in cases}
    found, waived = defaultdict(set), defaultdict(set)
    for key, code, stage, waiver in content["deviations"]:
        if key in whose:
            found[code, stage].add(key)
            if waiver:
                waived[code, stage].add(key)
    return [
        {"code": code, "stage": stage, "cases": len(keys), "waived": len(waived[code, stage])}
        for (code, stage), keys in sorted(found.items())
        if not _is_small(machine, {whose[key] for key in keys})
    ]
