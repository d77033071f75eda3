"""Geometry of the drawing of a series: a bar a year, its number above it."""

from portal.ui import theme, words

WIDTH, HEIGHT = 800, 450
TOP, BOTTOM, SIDE = 90, 350, 40
WIDEST_BAR = 48


def bars(points):
    """[{label, said, x, y, height, middle, width}] of the points, the highest filling the height."""
    top = max((float(one.value) for one in points if one.value is not None), default=0) or 1
    step = (WIDTH - 2 * SIDE) / max(len(points), 1)
    width = min(WIDEST_BAR, step * 0.7)
    found = []
    for rank, one in enumerate(points):
        middle = SIDE + (rank + 0.5) * step
        height = round((BOTTOM - TOP) * float(one.value or 0) / top)
        found.append(
            {
                "label": one.year,
                "said": "" if one.value is None else words.number(one.value),
                "x": round(middle - width / 2),
                "y": BOTTOM - height,
                "height": height,
                "middle": round(middle),
                "width": round(width),
            }
        )
    return found


def drawn(series):
    """Context of the SVG: colours of the charter in force, light theme."""
    charter = theme.current()
    return {
        "series": series,
        "bars": bars(series.points),
        "width": WIDTH,
        "height": HEIGHT,
        "base": BOTTOM,
        "colours": {name: charter.light(name) for name in ("brand", "ink", "surface")},
    }
