"""Cases of a machine: for each thing, the steps that it took with their days, told from the log."""

from dataclasses import dataclass

from django.db.models import F

from labelling.parties.organisms.models import Organism
from labelling.steering.process_map.cases.audit_log import Log
from labelling.steering.process_map.cases.registry import Machine
from portal.core import clock

AT_ONCE = 2000


@dataclass(frozen=True)
class Passage:
    """A step from a state to another, and the days spent in the first."""

    source: str
    target: str
    act: str
    day: object
    days: int


@dataclass(frozen=True)
class Trace:
    """The life of a thing; `since` is the day when it entered its present state."""

    key: int
    organism: int | None
    family: str
    region: str
    size: str
    year: int
    rules: str
    began_on: object
    passages: tuple
    state: str
    since: object
    repeats: int  # side acts that did again what was done


def traces(machine: Machine, log: Log):
    """(traces in the order of their keys, how many things are left out): what came from a tracking file has the
    days of its facts, not those of its steps, and is left out."""
    found, left_out = [], 0
    for row in _rows(machine):
        if row["taken_over_on"] is not None:
            left_out += 1
            continue
        steps = log.steps[machine.kind].get(row["pk"], ())
        found.append(_trace(machine, row, steps))
    return found, left_out


def moves(steps):
    """The steps that lead to another state, the birth apart."""
    return [one for one in steps if one[2] and one[2] != one[3]]


def first_state(machine, steps):
    """Where the thing was born: where its first step leaves from, or what its birth says."""
    for _day, _act, source, target in steps:
        if not source and target:
            return target
        if source:
            return source
    return machine.table.initial


def _trace(machine, row, steps):
    began = since = row["created_at"].astimezone(clock.PARIS).date()
    passages = []
    for day, act, source, target in moves(steps):
        passages.append(Passage(source, target, act, day, max((day - since).days, 0)))
        since = day
    many = sum(1 for _, act, source, target in steps if source == target and act in machine.repeats)
    return Trace(
        key=row["pk"],
        organism=row.get("organism_key"),
        family=row.get("family") or "",
        region=row.get("region") or "",
        size=size_of(row["homes"]) if machine.organism else "",
        year=began.year,
        rules=row.get("rules_code") or "",
        began_on=began,
        passages=tuple(passages),
        state=passages[-1].target if passages else first_state(machine, steps),
        since=since,
        repeats=max(many - 1, 0),
    )


def _rows(machine):
    """The facts of each thing that is in place, in one query."""
    path, named = machine.organism, {}
    if path:
        named["organism_key"] = F(path)
        named |= {name: F(f"{path}__{name}") for name in ("family", "region", "homes")}
        if path == "organism":
            named["organism_key"] = F("organism_id")
    if machine.rules:
        named["rules_code"] = F(machine.rules)
    has_past = any(one.name == "taken_over_on" for one in machine.model._meta.fields)
    facts = ("pk", "created_at", *(("taken_over_on",) if has_past else ()))
    for row in machine.model.objects.order_by("pk").values(*facts, **named).iterator(AT_ONCE):
        yield {"taken_over_on": None} | row


def size_of(homes):
    return Organism(homes=homes or 0).told_size
