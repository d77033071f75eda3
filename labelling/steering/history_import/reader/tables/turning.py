"""Sheets whose organisms stand side by side: their column of titles, and the sheet turned."""

import re

from labelling.cells import is_blank
from labelling.steering.history_import.reader.tables.titles import index_of, score_titles
from portal.spreadsheets.sheets import Row, Sheet, Value


def column_of_titles(sheet: Sheet) -> int | None:
    """The column that holds the titles, where organisms stand side by side."""
    if not sheet.rows or len(sheet.rows) > 80:
        return None
    width = max(len(row.cells) for row in sheet.rows)
    across = max(score_titles(row.cells) for row in sheet.rows)
    for index in range(min(width - 1, 2)):
        titles = [row.cell(index) for row in sheet.rows]
        filled = sum(not is_blank(cell) for row in sheet.rows for cell in row.cells[index + 1 :])
        if score_titles(titles) >= max(5, across * 1.5) and filled >= len(titles):
            return index
    return None


def turn(sheet: Sheet, index: int, width: int) -> Sheet:
    """From the column of titles on; what is merged sideways is carried."""
    carried: dict[tuple[int, int], Value] = {}
    by_number = {row.number: row for row in sheet.rows}
    for place in sheet.merges:
        first, last = (re.sub(r"\d", "", one) for one in place.split(":"))
        top, bottom = rows_of(place)
        start, stop = index_of(first), index_of(last)
        if top == bottom in by_number and (start > index or stop - start < width - index - 1):
            value = by_number[top].cell(start)
            carried |= {(top, one): value for one in range(start, stop + 1) if one > index}
    rows = []
    for place in range(index, width):
        cells = tuple(carried.get((row.number, place), row.cell(place)) for row in sheet.rows)
        marks = {i: row.marks[place] for i, row in enumerate(sheet.rows) if place in row.marks}
        rows.append(Row(place - index + 1, cells, marks=marks))
    return Sheet(sheet.name, rows, sheet.is_hidden)


def rows_of(place: str) -> tuple[int, int]:
    first, _, last = place.partition(":")
    top, bottom = (int(re.sub(r"\D", "", one) or 0) for one in (first, last or first))
    return top, bottom
