"""Charts drawn on the server: the same figures stand beside, in a table."""

from django.template import Library

from portal.ui import words
from portal.ui.draw import draw, pick

register = Library()
LINE, LABELS, WIDTH = 40, 120, 220  # heights and widths of the drawing’s grid


@register.simple_tag
def bars(title, rows, a, b="", unit="%", top=100, head="Thème"):
    """`{% bars "Par thème" rows "Auto-évaluation" "Audit" %}`: rows with label, a and b; table included.

    `a` and `b` name the two series; a value of None is « non coté » and draws nothing.
    """
    drawn = [_bar(n, row, top or 1, unit) for n, row in enumerate(rows)]
    height = LINE * len(drawn) + 4
    series = [name for name in (a, b) if name]
    return draw("bars", title=title, rows=drawn, series=series, height=height, head=head)


@register.simple_tag
def spark(title, points):
    """`{% spark "Satisfaction" points %}`: (label, value) pairs in order; first and last said in words."""
    points = list(points)
    low, high = min(v for _, v in points), max(v for _, v in points)
    step = 132 / max(len(points) - 1, 1)
    places = [(4 + n * step, 44 - 36 * (v - low) / ((high - low) or 1)) for n, (_, v) in enumerate(points)]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
    last = {"x": round(places[-1][0]) - 5, "y": round(places[-1][1]) - 5}
    return draw("spark", title=title, line=line, last=last, start=points[0], end=points[-1])


@register.simple_tag
def twin(caption, head, rows, columns):
    """The table of a chart’s figures, folded under it: rows are (label, value, …)."""
    return draw("twin", caption=caption, head=head, rows=rows, columns=columns)


def _bar(n, row, top, unit):
    values = []
    for series in ("a", "b"):
        value = pick(row, series, default=None)
        if value is None and series == "b" and not _has(row, "b"):
            continue
        said = "non coté" if value is None else f"{words.number(value)}{words.NBSP}{unit}".strip()
        width = 0 if value is None else round(WIDTH * float(value) / top)
        y = n * LINE + 4 + (16 if series == "b" else 0)
        values.append({"kind": series, "said": said, "width": width, "y": y, "text_y": y + 12, "text_x": LABELS + 6 + width})
    label = pick(row, "label")
    cells = [label, *(value["said"] for value in values)]
    return {"label": label, "values": values, "label_y": n * LINE + 16, "cells": cells}


def _has(row, name):
    return name in row if isinstance(row, dict) else hasattr(row, name)
