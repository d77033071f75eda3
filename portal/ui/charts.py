"""Server-drawn charts, each with its figures in a table."""

from django.template import Library

from portal.ui import words
from portal.ui.drawing import draw, pick

register = Library()
NAME, BAR, GAP, WIDEST = (
    24,
    18,
    12,
    72,
)  # pixels of a name, a bar, a gap; per cent of the widest bar


@register.simple_tag
def bars(title, rows, a, b="", unit="%", top=100, head="Thème", none="non coté"):
    """`{% bars "Par thème" rows "Auto-évaluation" "Audit" %}`: rows with label, a and b; table included.

    `a` and `b` name the two series; a value of None is said by `none` and draws nothing.
    """
    series = [name for name in (a, b) if name]
    each = NAME + BAR * len(series) + GAP
    drawn = [_bars(row, n * each, len(series), top or 1, unit, none) for n, row in enumerate(rows)]
    return draw("bars", title=title, rows=drawn, series=series, height=each * len(drawn), head=head)


@register.simple_tag
def spark(title, points):
    """`{% spark "Satisfaction" points %}`: (label, value) pairs in order; first and last said in words."""
    points = list(points)
    low, high = min(v for _, v in points), max(v for _, v in points)
    step = 132 / max(len(points) - 1, 1)
    places = [
        (4 + n * step, 44 - 36 * (v - low) / ((high - low) or 1)) for n, (_, v) in enumerate(points)
    ]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
    last = {"x": round(places[-1][0]) - 5, "y": round(places[-1][1]) - 5}
    return draw("spark", title=title, line=line, last=last, start=points[0], end=points[-1])


@register.simple_tag
def twin(caption, head, rows, columns):
    """The table of a chart’s figures, folded under it: rows are (label, value, …)."""
    return draw("twin", caption=caption, head=head, rows=rows, columns=columns)


def _bars(row, top_y, how_many, top, unit, none):
    """A name, and under it a bar a series: text keeps its size, whatever the width."""
    drawn = []
    for n, kind in enumerate("ab"[:how_many]):
        value = pick(row, kind, default=None)
        said = none if value is None else f"{words.number(value)}{words.NBSP}{unit}".strip()
        width = 0 if value is None else round(WIDEST * float(value) / top)
        y = top_y + NAME + n * BAR
        drawn.append({"kind": kind, "said": said, "width": width, "y": y, "text_y": y + 12})
    cells = [pick(row, "label"), *(bar["said"] for bar in drawn)]
    return {"label": cells[0], "bars": drawn, "label_y": top_y + 16, "cells": cells}
