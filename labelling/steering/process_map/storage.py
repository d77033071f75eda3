"""Packed cases of a machine: what a snapshot keeps of each, so that a page draws the map of some of them.

{"arcs": [[source, target, act]], "cases": [a list each, in the order of `Packed`], "deviations": [[key, code, stage,
reason of the derogation]]}. The causes are those of a dossier: [[cause, holder, days]].
"""

from typing import NamedTuple

FACETS = ("family", "region", "size", "year", "rules")


class Packed(NamedTuple):
    """A case: `steps` are pairs (rank of the arc, days spent before it), `since` a day of the calendar's count."""

    key: int
    organism: int | None
    family: str
    region: str
    size: str
    year: int
    rules: str
    steps: list
    state: str
    since: int
    repeats: int
    causes: list

    def stays(self, arcs, today):
        """[(state, days)] of each stay, the last one until today."""
        past = [(arcs[rank][0], days) for rank, days in self.steps]
        return [*past, (self.state, max(today - self.since, 0))]


def pack(traces, causes, deviations):
    """What JSON keeps; `causes`: {key: {(cause, holder): days}}."""
    ranks, cases = {}, []
    for one in traces:
        steps = [
            [ranks.setdefault((p.source, p.target, p.act), len(ranks)), p.days]
            for p in one.passages
        ]
        told = [
            [str(cause), holder, days] for (cause, holder), days in causes.get(one.key, {}).items()
        ]
        facets = (one.family, one.region, one.size, one.year, one.rules)
        last = (one.state, one.since.toordinal(), one.repeats, told)
        cases.append([one.key, one.organism, *facets, steps, *last])
    kept = [[one.dossier, one.code, one.stage, one.waiver] for one in deviations]
    return {"arcs": [list(arc) for arc in ranks], "cases": cases, "deviations": kept}


def chosen(content, asked):
    """[Packed] of those that the filters keep; `asked`: {facet: value}, both as texts."""
    found = [Packed(*one) for one in content["cases"]]
    for name, value in asked.items():
        rank = Packed._fields.index(name)
        found = [one for one in found if str(one[rank]) == value]
    return found


def choices(content):
    """{facet: its values}, in order, "" apart."""
    ranks = {name: Packed._fields.index(name) for name in FACETS}
    found = {name: {str(one[rank]) for one in content["cases"]} for name, rank in ranks.items()}
    return {name: sorted(values - {""}) for name, values in found.items()}
