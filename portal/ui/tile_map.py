"""Map of French regions as equal tiles, with a table beside."""

from typing import NamedTuple

from django.template import Library

from portal.ui import words
from portal.ui.drawing import draw, pick

register = Library()
STEP, SIDE = 68, 60
# INSEE code: (letters, column, row). The islands far away stand together at the left.
PLACES = {
    "32": ("HDF", 3, 0),
    "28": ("NOR", 2, 1),
    "11": ("IDF", 3, 1),
    "44": ("GES", 4, 1),
    "53": ("BRE", 0, 2),
    "52": ("PDL", 1, 2),
    "24": ("CVL", 2, 2),
    "27": ("BFC", 3, 2),
    "75": ("NAQ", 1, 3),
    "84": ("ARA", 3, 3),
    "76": ("OCC", 2, 4),
    "93": ("PAC", 3, 4),
    "94": ("COR", 4, 5),
    "01": ("GUA", 0, 6),
    "02": ("MTQ", 1, 6),
    "03": ("GUF", 2, 6),
    "04": ("REU", 3, 6),
    "06": ("MAY", 4, 6),
}


@register.simple_tag
def tile_map(
    title, rows, noun="organisme|organismes", head="Région", column="Organismes", table=True
):
    """`{% tile_map "Organismes labellisés" rows %}`: rows with code (INSEE), label, count, url, is_current.

    A region that no row names is drawn at zero, without a link. `table=False` when the page
    itself has the same figures in a table beside.
    """
    rows = areas(rows)
    given = {row.code: row for row in rows}
    bounds = bounds_of(rows)
    tiles = [_tile(code, given.get(code), bounds, noun) for code in PLACES]
    return draw(
        "tile_map",
        title=title,
        tiles=tiles,
        key=key_of(bounds),
        rows=[(row.label, words.number(row.count)) for row in rows] if table else (),
        head=head,
        column=[column],
    )


class Area(NamedTuple):
    """What a map shows of one region, or of one département."""

    code: str
    label: str
    count: int
    url: str
    is_current: bool


def areas(rows):
    """The Area of each row, whatever it comes from."""
    return tuple(
        Area(
            pick(row, "code"),
            str(pick(row, "label")),
            pick(row, "count", default=0),
            pick(row, "url"),
            bool(pick(row, "is_current", default=False)),
        )
        for row in rows
    )


def bounds_of(rows):
    """The first counts of the three levels of colour: 9 gives 1, 4 and 7."""
    most = max((row.count for row in rows), default=0)
    third = max(1, -(-most // 3))
    return (1, third + 1, 2 * third + 1)


def level_of(number, bounds):
    return sum(number >= bound for bound in bounds)


def _tile(code, row, bounds, noun):
    letters, column, line = PLACES[code]
    number = row.count if row else 0
    one, _, many = noun.partition("|")
    x, y = column * STEP + 1, line * STEP + 1
    label = row.label if row and row.label else letters
    url = row.url if row else ""
    return {
        "tag": "a" if url else "g",
        "letters": letters,
        "count": number,
        "level": level_of(number, bounds),
        "is_current": bool(row) and row.is_current,
        "url": url,
        "said": f"{letters} {number}, {label}\u00a0: {words.count(number, one, many or one)}",
        "x": x,
        "y": y,
        "left": x + 7,
        "top": y + 22,
        "right": x + SIDE - 8,
        "bottom": y + SIDE - 9,
    }


def key_of(bounds):
    """What each level of colour says: (level, « 4 à 6 »)."""
    one, two, three = bounds
    spans = [(1, one, two - 1), (2, two, three - 1)]
    said = [(level, str(low) if low == high else f"{low} à {high}") for level, low, high in spans]
    return [(0, "aucun"), *said, (3, f"{three} et plus")]
