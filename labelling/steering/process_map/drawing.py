"""Drawing of a map: inline SVG of the states on the path, passages as thick as they are taken, rework apart.

The tiles and the lanes are those of the diagram of the table (`portal.workflow.layout`), given the
passages that were really taken in place of those that the table allows.
"""

import textwrap
from dataclasses import dataclass
from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.ui import words
from portal.workflow.layout import HEIGHT, WIDTH, lay_out

THINNEST, THICKEST = 1.5, 9  # pixels of a line
STRIP, LETTERS, LINES = 8, 19, 2
ABOVE = 16  # of the highest line: its number
HEAD = 8


@dataclass(frozen=True)
class _Arc:
    """Every act that leads from a state to another, as one arrow: the layout reads it as a transition."""

    source: tuple
    target: str
    acts: tuple


@dataclass(frozen=True)
class _Taken:
    """What the layout reads of a table: its path, the states that were entered, the passages that were taken."""

    path: tuple
    states: dict
    transitions: dict


def svg(machine, drawn, link) -> SafeString:
    """`link(**query)` gives the address of the cases of a state or of a passage; None opens nothing.

    Without a state (none left by the filters, or told to who reads sums), nothing.
    """
    nodes = {one["state"]: one for one in drawn["nodes"]}
    if not nodes:
        return SafeString()
    arcs = _gathered(drawn["arcs"], nodes)
    path = tuple(state for state in machine.table.path if state in nodes)
    taken = _Taken(path, nodes, {(arc.source[0], arc.target): arc for arc in arcs})
    layout = lay_out(taken)
    most = max((_volume(arc.acts) for arc in arcs), default=1) or 1
    counts = f"{words.count(len(nodes), 'état', 'états')}, {words.count(len(arcs), 'passage', 'passages')}."
    return format_html(
        '<svg class="diagram flow" viewBox="0 -{} {} {}" width="{}" height="{}" role="group">'
        "<title>Le parcours réel\u00a0: {}</title><desc>{} Les mêmes nombres sont en tableau ensuite.</desc>"
        "{}{}{}</svg>",
        ABOVE,
        layout.width,
        layout.height + ABOVE,
        layout.width,
        layout.height + ABOVE,
        machine.title.lower(),
        counts,
        format_html_join("", "{}", ((_line(machine, r, most),) for r in layout.routes)),
        format_html_join(
            "", "{}", ((_tile(machine, nodes[s], layout.tiles[s], link),) for s in nodes)
        ),
        format_html_join("", "{}", ((_draw_number(machine, r, link),) for r in layout.routes)),
    )


def _gathered(rows, nodes):
    """An arrow a pair of states; a step on the spot is in the table alone."""
    found = {}
    for row in rows:
        if row["source"] != row["target"] and {row["source"], row["target"]} <= nodes.keys():
            found.setdefault((row["source"], row["target"]), []).append(row)
    return [_Arc((source,), target, tuple(acts)) for (source, target), acts in found.items()]


def _rows(route):
    return [row for arc in route.acts for row in arc.acts]


def _volume(rows):
    return sum(row["volume"] or 0 for row in rows)


def _line(machine, route, most):
    """The line and its head; the area of what it carries is told by its thickness."""
    rows = _rows(route)
    width = THINNEST + (THICKEST - THINNEST) * sqrt(_volume(rows) / most)
    points = [*route.points[:-1], _short(*route.points[-2:])]
    is_rework = any(row["is_rework"] for row in rows)
    return format_html(
        '<g class="arrow{}"><path class="run" stroke-width="{}" d="{}"/><path class="head" d="{}"/></g>',
        " rework" if is_rework else "",
        f"{width:.1f}",
        "M" + "L".join(f"{x} {y}" for x, y in points),
        _head(*route.points[-2:]),
    )


def _short(before, tip):
    """Where the line stops, under its head."""
    (x0, y0), (x, y) = before, tip
    if y0 == y:
        return (x - HEAD if x0 < x else x + HEAD), y
    return x, (y - HEAD if y0 < y else y + HEAD)


def _head(before, tip):
    (x0, y0), (x, y) = before, tip
    if y0 == y:
        back = -HEAD - 2 if x0 < x else HEAD + 2
        return f"M{x} {y}L{x + back} {y - 7}V{y + 7}Z"
    back = -HEAD - 2 if y0 < y else HEAD + 2
    return f"M{x} {y}L{x - 7} {y + back}H{x + 7}Z"


def _draw_number(machine, route, link):
    """The number of a line, on its longest run, which leads to its cases."""
    rows = _rows(route)
    if any(row["is_hidden"] for row in rows):
        return ""
    runs = zip(route.points, route.points[1:], strict=False)
    (x0, y0), (x1, y1) = max(
        runs, key=lambda run: (abs(run[0][0] - run[1][0]), abs(run[0][1] - run[1][1]))
    )
    source, target = (str(machine.table.states[end.state]) for end in (route.source, route.target))
    said = " ; ".join(_said_act(machine, row) for row in rows)
    inside = format_html(
        '<title>{} → {}\u00a0: {}</title><text class="volume{}" x="{}" y="{}">{}</text>',
        source,
        target,
        said,
        " rework" if any(row["is_rework"] for row in rows) else "",
        (x0 + x1) // 2,
        (y0 + y1) // 2 - (6 if y0 == y1 else 0),
        _volume(rows),
    )
    return _opening(link, inside, de=route.source.state, vers=route.target.state)


def _opening(link, inside, **query):
    """What is drawn, which opens its cases to who may read them."""
    if link is None:
        return format_html("<g>{}</g>", inside)
    return format_html('<a href="{}">{}</a>', link(**query), inside)


def _said_act(machine, row):
    after = "" if row["median"] is None else f", après {words.number(row['median'])} j en médiane"
    return f"{act_label(machine, row['act'])}, {words.number(row['volume'])} fois{after}"


def act_label(machine, name):
    """The words of a step, or of a side act that was done again."""
    step = machine.table.transitions.get(name)
    return step.label if step else {"report": "Remplacer le rapport"}.get(name, name)


def _tile(machine, node, tile, link):
    label = str(machine.table.states[node["state"]])
    lines = textwrap.wrap(label, LETTERS)[:LINES]
    top = tile.y + 20 + (LINES - len(lines)) * 6
    told = "moins de trois organismes" if node["is_hidden"] else _said_node(node)
    kinds = "state main" if node["state"] in machine.table.path else "state side"
    inside = format_html(
        '<g class="{}"><title>{}\u00a0: {}</title><rect x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="strip" x="{}" y="{}" width="{}" height="{}"/>{}<text class="told" x="{}" y="{}">{}</text></g>',
        kinds,
        label,
        told,
        tile.x,
        tile.y,
        WIDTH,
        HEIGHT,
        tile.x,
        tile.y,
        STRIP,
        HEIGHT,
        format_html_join(
            "",
            "{}",
            (
                (
                    format_html(
                        '<text class="label" x="{}" y="{}">{}</text>',
                        tile.x + STRIP + 8,
                        top + 15 * n,
                        text,
                    ),
                )
                for n, text in enumerate(lines)
            ),
        ),
        tile.x + STRIP + 8,
        tile.y + HEIGHT - 8,
        "" if node["is_hidden"] else _short_node(node),
    )
    if node["is_hidden"]:
        return inside
    return _opening(link, inside, etat=node["state"])


def _said_node(node):
    said = [
        words.count(node["cases"], "passé par là", "passés par là"),
        "moins de trois aujourd’hui" if node["now"] is None else f"{node['now']} aujourd’hui",
    ]
    if node["median"] is not None:
        said.append(
            f"{words.number(node['median'])} j en médiane, {words.number(node['p90'])} j au 90e centile"
        )
    return ", ".join(said)


def _short_node(node):
    stay = "" if node["median"] is None else f" · {words.number(round(node['median']))} j"
    return f"{node['cases']}{stay}" + (
        f" · {words.count(node['now'], 'y est', 'y sont')}" if node["now"] else ""
    )
