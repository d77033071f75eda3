"""Map of French départements as SVG outlines, with a table beside."""

from django.template import Library

from portal.ui import words
from portal.ui.drawing import draw
from portal.ui.tile_map import areas, bounds_of, key_of, level_of

register = Library()
WIDE, HIGH, GAP = 94, 70, 8  # a tile, in units of the drawing
LEFT, TOP, COLUMNS = 6, 592, 2  # where the sea leaves room for them
LINE = 27  # of the figures, as outline.css says it: 15 px on the narrowest page


@register.simple_tag
def outline_map(title, rows, outline, noun="organisme|organismes"):
    """`{% outline_map "Organismes" rows outline %}`: rows with code (Insee), label, count, url, is_current.

    `outline` is `territories.outline_map()`. An area without a row, or at zero, leads nowhere.
    """
    rows = areas(rows)
    bounds, inner = bounds_of(rows), outline["inner"]
    given = {row.code: row for row in rows}
    drawn = {
        code: _shape(code, given.get(code), bounds, noun)
        | {"x": x, "y": y + LINE // 3, "path": path}
        for code, (x, y, path) in outline["departements"].items()
    }
    apart = [row for code, row in given.items() if code not in drawn]
    return draw(
        "outline_map",
        title=title,
        outline=outline,
        shapes=[shape for code, shape in drawn.items() if code not in inner["codes"]],
        small=[_larger(drawn[code], inner) for code in inner["codes"]],
        tiles=[_tile(n, row, bounds, noun) for n, row in enumerate(apart)],
        key=key_of(bounds),
        size={"wide": WIDE, "high": HIGH, "left": LEFT, "line": LINE, "above": TOP - GAP},
    )


def _shape(code, row, bounds, noun):
    number = row.count if row else 0
    one, _, many = noun.partition("|")
    said = words.count(number, one, many or one) if number else f"aucun {one}"
    url = row.url if number else ""
    return {
        "tag": "a" if url else "g",
        "code": code,
        "count": number or "",
        "level": level_of(number, bounds),
        "url": url,
        "is_current": bool(row) and row.is_current,
        "said": f"{row.label if row and row.label else code} ({code})\u00a0: {said}",
    }


def _larger(shape, inner):
    """Where the figure of a département drawn again stands."""
    scale = inner["scale"]
    return shape | {
        "x": shape["x"] * scale + inner["x"],
        "y": (shape["y"] - LINE // 3) * scale + inner["y"] + LINE // 3,
    }


def _tile(n, row, bounds, noun):
    x, y = LEFT + n % COLUMNS * (WIDE + GAP), TOP + n // COLUMNS * (HIGH + GAP)
    shape = _shape(row.code, row, bounds, noun)
    return shape | {
        "x": x,
        "y": y,
        "left": x + 8,
        "top": y + LINE,
        "right": x + WIDE - 8,
        "bottom": y + HIGH - 8,
        "count": shape["count"] or 0,
    }
