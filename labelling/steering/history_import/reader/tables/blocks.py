"""Blocks of rows of one organism, where ranges merged downwards meet."""

import re

from labelling.cells import is_blank
from labelling.steering.history_import.reader.tables.base import Table
from labelling.steering.history_import.reader.tables.turning import rows_of
from portal.spreadsheets.sheets import Row, Sheet


def blocks_of(sheet: Sheet, table: Table, rows: list[Row]) -> dict[int, int]:
    """{row: first row of its block}."""
    return _less_sessions(_blocks(sheet), table, rows)


def _less_sessions(blocks: dict[int, int], table: Table, rows: list[Row]) -> dict[int, int]:
    """Without the blocks that only share a day: each of their rows has a name and an opinion of its own."""
    own = [column.index for column in table.with_role("name", "outcome")]
    alone = {
        start: all(
            len(own) >= 2
            and all(not is_blank(row.cell(index)) and index not in row.merged for index in own[:2])
            for row in rows
            if blocks.get(row.number) == start
        )
        for start in set(blocks.values())
    }
    return {number: start for number, start in blocks.items() if not alone[start]}


def _blocks(sheet: Sheet) -> dict[int, int]:
    """{row: first row of its block}, where ranges merged downwards in several columns meet."""
    spans: list[tuple[int, int, set[str]]] = []
    ranges = sorted((*rows_of(place), re.match("[A-Z]*", place)[0]) for place in sheet.merges)
    for top, bottom, letters in ranges:
        if not 0 < bottom - top < 40:
            continue
        if spans and top <= spans[-1][1]:
            first, last, columns = spans.pop()
            spans.append((first, max(last, bottom), columns | {letters}))
        else:
            spans.append((top, bottom, {letters}))
    return {
        number: top
        for top, bottom, columns in spans
        if len(columns) >= 2
        for number in range(top, bottom + 1)
    }
