"""Rows of the pages and of the exported tables: parts of a map with their words, cases that a person sees."""

from dataclasses import dataclass

from labelling.steering.process_map import reading
from labelling.steering.process_map.cases.causes import Cause
from labelling.steering.process_map.cases.conformance import NAMES
from labelling.steering.process_map.drawing import act_label

STATES, PASSAGES, PATHS, REWORK, WAITS, DEVIATIONS = (
    "États",
    "Passages",
    "Parcours réels",
    "Reprises",
    "Attentes",
    "Écarts au plan",
)


@dataclass(frozen=True)
class Line:
    """A line of the map: `part` is its table, `query` what its address asks for, {} where it leads nowhere."""

    part: str
    name: str
    source: str = ""
    target: str = ""
    hand: str = ""
    volume: int | None = None
    cases: int | None = None
    now: int | None = None
    median: float | None = None
    p90: float | None = None
    days: int | None = None
    waived: int | None = None
    is_rework: bool = False
    is_hidden: bool = False
    query: tuple = ()


def lines(user, query):
    """Every line of the map that the address asks for, table by table."""
    asked = reading.Asked(user, query)
    return [*all_lines(asked)] if asked.row else []


def all_lines(asked):
    machine, told = asked.machine, asked.map
    words_of = machine.table.states
    for one in told["nodes"]:
        yield Line(
            STATES,
            str(words_of[one["state"]]),
            hand=machine.hand(one["state"]),
            cases=one["cases"],
            now=one["now"],
            median=one["median"],
            p90=one["p90"],
            is_hidden=one["is_hidden"],
            query=_link(one, etat=one["state"]),
        )
    for one in told["arcs"]:
        yield Line(
            PASSAGES,
            act_label(machine, one["act"]),
            str(words_of[one["source"]]),
            str(words_of[one["target"]]),
            volume=one["volume"],
            cases=one["cases"],
            median=one["median"],
            p90=one["p90"],
            is_rework=one["is_rework"],
            is_hidden=one["is_hidden"],
            query=_link(one, de=one["source"], vers=one["target"], acte=one["act"]),
        )
    for one in told["paths"]["told"]:
        states = " → ".join(str(words_of[state]) for state in one["states"])
        query = (("chemin", reading.BETWEEN.join(one["states"])),)
        yield Line(PATHS, states, cases=one["cases"], median=one["median"], query=query)
    for one in told["rework"]:
        query = (("repris", one["act"]),)
        yield Line(
            REWORK,
            act_label(machine, one["act"]),
            volume=one["volume"],
            cases=one["cases"],
            query=query,
        )
    for one in told["waits"]:
        query = (("cause", one["cause"]), ("qui", one["holder"])) if machine.is_divided else ()
        yield Line(
            WAITS,
            Cause(one["cause"]).label.capitalize(),
            hand=one["holder"],
            days=one["days"],
            query=query,
        )
    for one in told["deviations"]:
        query = (("ecart", one["code"]), ("etape", one["stage"]))
        yield Line(
            DEVIATIONS,
            NAMES[one["code"]],
            target=one["stage"],
            cases=one["cases"],
            waived=one["waived"],
            query=query,
        )


def _link(row, **query):
    return () if row["is_hidden"] else tuple(query.items())


def parts(asked):
    """{table: [Line]}, in the order of the page."""
    found = {name: [] for name in (STATES, PASSAGES, PATHS, REWORK, WAITS, DEVIATIONS)}
    for line in all_lines(asked):
        found[line.part].append(line)
    return found


def stays(user, query):
    """[Stay] of the part that the address names, of the things that this person sees."""
    asked = reading.Asked(user, query)
    found = reading.stays(asked)
    rows = asked.machine.model.objects.visible_to(user).filter(pk__in=[one.key for one in found])
    keys = set(rows.values_list("pk", flat=True))
    return [one for one in found if one.key in keys]


def with_things(rows, user, query):
    """[(Stay, thing, its organism)] of some of these rows, in few queries; the address was asked already."""
    asked = reading.Asked(user, query)
    return things_of(asked.machine, rows)


def things_of(machine, rows):
    known = machine.model.objects.all()
    if machine.read_with:
        known = known.select_related(*machine.read_with)
    things = known.in_bulk([one.key for one in rows])
    found = [(one, things[one.key]) for one in rows if one.key in things]
    return [(one, thing, machine.organism_of(thing)) for one, thing in found]
