"""Workflow diagram: inline SVG of states and transitions, and the same as a list."""

import textwrap
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.workflow.layout import HEIGHT, WIDTH, lay_out

STRIP = 26  # the coloured edge of a tile, which bears the number of a main step
LETTERS = 16


@dataclass(frozen=True)
class Move:
    label: str
    who: str
    target: str


@dataclass(frozen=True)
class Step:
    """A state, who holds the ball in it, and what may happen next."""

    number: int
    state: str
    label: str
    hand: str
    moves: list
    is_current: bool
    is_final: bool


def as_list(workflow, current=None):
    """The equivalent of the drawing, in the order of the path, side states last (number 0)."""
    states = [*workflow.path, *(s for s in workflow.states if s not in workflow.path)]
    return [_step(workflow, state, current) for state in states]


def _step(workflow, state, current):
    moves = [
        Move(t.label, t.by.label, workflow.states[t.target])
        for t in workflow.transitions.values()
        if state in t.source
    ]
    number = workflow.path.index(state) + 1 if state in workflow.path else 0
    label, hand = str(workflow.states[state]), workflow.hands.get(state, "")
    return Step(number, state, label, hand, moves, state == current, state in workflow.finals)


def svg(workflow, current=None) -> SafeString:
    """The drawing; `current` is the state to mark. Classes only: the CSP allows no style here."""
    layout = lay_out(workflow)
    name = workflow.model._meta.verbose_name
    here = f" Étape actuelle\u00a0: {workflow.states[current]}." if current else ""
    return format_html(
        '<svg class="diagram" viewBox="0 0 {} {}" width="{}" height="{}" role="img">'
        "<title>Les étapes\u00a0: {}</title><desc>{}{} Les mêmes étapes sont en liste ensuite.</desc>"
        "{}{}{}</svg>",
        layout.width,
        layout.height,
        layout.width,
        layout.height,
        name,
        f"{len(workflow.states)} états, {len(workflow.transitions)} passages.",
        here,
        format_html_join("", "{}", ((_arrow(workflow, r, current),) for r in layout.routes)),
        format_html_join("", "{}", ((_gathered(layout, t, current),) for t in layout.gathered)),
        format_html_join(
            "", "{}", ((_tile(s, layout.tiles[s.state]),) for s in as_list(workflow, current))
        ),
    )


def _arrow(workflow, route, current):
    """The line, a wide invisible twin for the pointer, the head, and who does what on hovering."""
    d = "M" + "L".join(f"{x} {y}" for x, y in route.points)
    source, target = (workflow.states[end.state] for end in (route.source, route.target))
    acts = " ; ".join(f"{act.label} ({act.by.label})" for act in route.acts)
    return format_html(
        '<g class="arrow{}"><title>{} → {}\u00a0: {}</title><path class="line" d="{}"/>'
        '<path class="head" d="{}"/><path class="hit" d="{}"/></g>',
        " now" if route.source.state == current else "",
        source,
        target,
        acts,
        d,
        _head(*route.points[-2:]),
        d,
    )


def _head(before, tip):
    """A triangle at the end of a line that comes straight from the left, above or below."""
    (x0, y0), (x, y) = before, tip
    if y0 == y:
        back = -8 if x0 < x else 8
        return f"M{x} {y}L{x + back} {y - 5}V{y + 5}Z"
    back = -8 if y0 < y else 8
    return f"M{x} {y}L{x - 5} {y + back}H{x + 5}Z"


def _gathered(layout, target, current):
    """One short arrow for an act open in many states: « depuis 9 états »."""
    tile, acts = layout.tiles[target], layout.gathered[target]
    sources = {source for _, states in acts for source in states}
    x, y = tile.x + WIDTH - 20, tile.y
    return format_html(
        '<g class="arrow{}"><title>{}</title><path class="line" d="M{} {}V{}"/>'
        '<path class="head" d="{}"/><text x="{}" y="{}">depuis {} états</text></g>',
        " now" if current in sources else "",
        " ; ".join(f"{act.label} ({act.by.label})" for act, _ in acts),
        x,
        y + HEIGHT + 16,
        y + HEIGHT,
        _head((x, y + HEIGHT + 16), (x, y + HEIGHT)),
        x - 8,
        y + HEIGHT + 18,
        len(sources),
    )


def _tile(step, tile):
    lines = textwrap.wrap(step.label, LETTERS)[:3]
    top = tile.y + HEIGHT // 2 - 8 * (len(lines) - 1) + 5
    kinds = ("main" if step.number else "side", "now" * step.is_current, "end" * step.is_final)
    return format_html(
        '<g class="state {}"><title>{}{}</title><rect x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="strip" x="{}" y="{}" width="{}" height="{}"/>{}{}</g>',
        " ".join(filter(None, kinds)),
        step.label,
        f", la main est à\u00a0: {step.hand}" if step.hand else "",
        *(tile.x, tile.y, WIDTH, HEIGHT),
        *(tile.x, tile.y, STRIP, HEIGHT),
        _text(tile.x + STRIP // 2, tile.y + HEIGHT // 2 + 5, str(step.number or ""), "number"),
        format_html_join(
            "", "{}", ((_text(tile.x + STRIP + 8, top + 16 * i, t),) for i, t in enumerate(lines))
        ),
    )


def _text(x, y, words, kind="label"):
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', kind, x, y, words)
