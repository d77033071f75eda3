"""Rows of a stock file that are not residences: blank, total, repeated header, note."""

import re

from labelling.path.stock.files.columns import Table, recognised
from labelling.path.stock.files.issues import Findings, Line, Status
from labelling.path.stock.files.sentences import plain
from labelling.territories import fold_name
from portal.spreadsheets.sheets import Row, is_blank

TOTAL = re.compile(
    r"(sous )?(total|totaux)\b|dont\b|ensemble$|somme\b|nombre total\b|s total\b|sstotal\b"
)
LONGEST_GAP = 100


def skipped(row: Row, table: Table) -> Line | None:
    """The ignored line for a row that is not a residence, None for a residence."""
    filled = [
        (index, cell)
        for index, cell in enumerate(row.cells)
        if not is_blank(cell) and index not in row.merged
    ]
    if not filled:
        return ignored(row.number, "LIGNE_VIDE")
    index, first = filled[0]
    fields = table.fields
    if isinstance(first, str) and not _is_placed(row, fields) and TOTAL.match(fold_name(first)):
        return ignored(row.number, "LIGNE_TOTAL", first, row=row)
    if not _has_number(row, fields) and len(recognised(row.cells)) >= max(2, len(fields) // 2):
        return ignored(row.number, "EN_TETE_REPETE", row=row)
    if len(filled) > 1:
        return None
    if index == fields.get("homes"):
        return ignored(row.number, "LIGNE_TOTAL", first, row=row)
    if isinstance(first, str) and " " in first.strip():
        return ignored(row.number, "NOTE", first, row=row)
    return None


def gap(above: int, number: int) -> list[Line]:
    """The blank rows between two rows; a very long run is told once."""
    if number - above - 1 > LONGEST_GAP:
        return [ignored(above + 1, "LIGNE_VIDE.many", above + 1, number - 1)]
    return [ignored(place, "LIGNE_VIDE") for place in range(above + 1, number)]


def ignored(number: int, code: str, *values: object, row: Row | None = None) -> Line:
    found = Findings()
    found.tell(None, code, *values)
    cells = tuple(plain(cell) for cell in row.cells) if row else ()
    return Line(number, Status.IGNORED, {}, tuple(found), cells)


def _has_number(row: Row, fields: dict[str, int]) -> bool:
    """No title is one: asked first, for a title is long to recognise and a list has few headers."""
    cells = (row.cell(index) for index in fields.values())
    return any(cell.isdecimal() if isinstance(cell, str) else cell is not None for cell in cells)


def _is_placed(row: Row, fields: dict[str, int]) -> bool:
    places = (fields[name] for name in ("insee", "address", "commune") if name in fields)
    return any(not is_blank(row.cell(index)) for index in places)
