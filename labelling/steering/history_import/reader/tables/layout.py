"""Layout of a sheet: its header, its blocks of rows, organisms side by side, headings and notes."""

import datetime
import re
from collections import Counter

from labelling.cells import fold, is_blank, text_of
from labelling.steering.history_import.reader.tables.base import (
    CARDS,
    EVENTS,
    ORGANISMS,
    PROSE,
    Cell,
    Record,
    Table,
)
from labelling.steering.history_import.reader.tables.blocks import blocks_of
from labelling.steering.history_import.reader.tables.cards import read_cards
from labelling.steering.history_import.reader.tables.columns import columns_of
from labelling.steering.history_import.reader.tables.corrections import (
    SheetMatching,
    correct_columns,
)
from labelling.steering.history_import.reader.tables.grains import (
    are_of_key,
    propose_grain,
    tell_reminders,
)
from labelling.steering.history_import.reader.tables.titles import score_titles
from labelling.steering.history_import.reader.tables.turning import column_of_titles, turn
from labelling.steering.history_import.reader.texts.dates import MONTHS
from labelling.steering.history_import.reader.texts.places import region_named
from labelling.steering.history_import.reader.texts.vocabulary import COUNT, TOTAL
from portal.spreadsheets.sheets import PLAIN, Row, Sheet, Value, is_ditto, letter_of

HEADER_WITHIN = 40


PERIOD = re.compile(rf"(?:{'|'.join(MONTHS)})\w*\.?|[tq][1-4]|[jfmasond]", re.I)


def table_of(
    sheet: Sheet, said: SheetMatching | None = None, known: dict[str, str] | None = None
) -> Table:
    """The sheet in its most likely layout, or as somebody said; `known`: folded titles → roles, said before."""
    said, known = said or SheetMatching(), known or {}
    if said.grain == PROSE:
        return Table(sheet.name, PROSE, "Non lue, à votre demande.", titles=(sheet.name,))
    if sheet.is_hidden and not said.grain:
        return Table(sheet.name, PROSE, "Feuille masquée.", titles=(sheet.name,), is_hidden=True)
    start = None if said.header_row else column_of_titles(sheet)
    turned = None if start is None else (tuple(row.number for row in sheet.rows), start)
    if turned:
        sheet = turn(sheet, start, max(len(row.cells) for row in sheet.rows))
    header = _header_said(sheet, said) or _header(sheet)
    if (cards := _cards(sheet, header, said)) is not None:
        correct_columns(cards.columns, said, known)
        return cards
    if header is None and said.grain and sheet.rows:
        header = sheet.rows[0]
    if header is None:
        return _prose(sheet)
    above = [row for row in sheet.rows if row.number < header.number]
    group = above[-1] if above and _is_group(above[-1], header, sheet) else None
    rows = [row for row in sheet.rows if row.number > header.number]
    columns = columns_of(header, group, above, rows, sheet)
    titles = tuple(
        text for row in above if row is not group for cell in row.cells if (text := text_of(cell))
    )
    table = Table(
        sheet.name,
        ORGANISMS,
        "",
        header.number,
        (sheet.name, *titles),
        columns,
        turned=turned,
        is_hidden=sheet.is_hidden,
    )
    correct_columns(columns, said, known)
    _fill(table, rows, sheet)
    table.grain, table.reason = propose_grain(table)
    if said.grain:
        table.grain, table.reason = said.grain, "Choisi par vous."
    if table.grain == EVENTS:
        _carry_down(table)
        tell_reminders(table)
    if turned:
        table.reason += " Les organismes sont en colonnes."
    return table


def _header_said(sheet: Sheet, said: SheetMatching) -> Row | None:
    return next((row for row in sheet.rows if row.number == said.header_row), None)


def _cards(sheet: Sheet, header: Row | None, said: SheetMatching) -> Table | None:
    """Where titles are few, or somebody said cards."""
    if said.header_row or said.grain not in ("", CARDS):
        return None
    is_likely = header is None or score_titles(header.cells) < 4 or said.grain == CARDS
    return read_cards(sheet) if is_likely else None


def _prose(sheet: Sheet) -> Table:
    notes = [
        Cell(value, row.number, letter_of(index), row.mark(index))
        for row in sheet.rows
        for index, value in enumerate(row.cells)
        if not is_blank(value)
    ]
    return Table(sheet.name, PROSE, "Aucun en-tête reconnu.", titles=(sheet.name,), notes=notes)


def _header(sheet: Sheet) -> Row | None:
    """The row of the first forty with most known titles, or with a run of months; the highest on a tie."""
    best, most = None, 1.5
    first = sheet.rows[0] if sheet.rows else None
    if first and are_of_key([text_of(cell) for cell in first.cells]):
        return first
    for row in sheet.rows:
        if row.number > HEADER_WITHIN:
            break
        score = score_titles(row.cells) + _months_in(row) * 0.5
        if score > most:
            best, most = row, score
    return best


def _months_in(row: Row) -> int:
    """How many cells are months or quarters, when at least six follow each other."""
    count = sum(_is_period(cell) for cell in row.cells)
    return count if count >= 6 else 0


def _is_period(cell: Value) -> bool:
    if isinstance(cell, datetime.date):
        return cell.day == 1
    text = fold(text_of(cell))
    return bool(text) and (
        bool(PERIOD.fullmatch(text.split()[0])) if len(text.split()) <= 2 else False
    )


def _is_group(row: Row, header: Row, sheet: Sheet) -> bool:
    """Fewer texts than the titles, just above them, spread over them."""
    texts = [text for cell in row.cells if (text := text_of(cell))]
    return row.number == header.number - 1 and 1 < len(texts) < sum(
        bool(text_of(cell)) for cell in header.cells
    )


def _fill(table: Table, rows: list[Row], sheet: Sheet) -> None:
    """Rows under the header as records; headings between them are kept with those below, the rest are notes."""
    name = next((column.index for column in table.with_role("name")), None)
    last = max((row.number for row in rows if _width(row) >= 3), default=0)
    header_texts = {column.index: column.title for column in table.columns}
    usual = Counter(_fill_of(row) for row in rows).most_common(1)[0][0] if rows else ""
    headings: dict[int, str] = {}
    counts = {column.index for column in table.with_role("majors", "minors")}  # a dash is none
    once = {column.index for column in table.with_role("siren", "id")}  # of one row alone
    blocks = blocks_of(sheet, table, rows)
    alone = [row for row in rows if _width(row) == 1 and row.number < last]
    has_headings = (
        sum(
            _is_heading(text_of(next(cell for cell in row.cells if not is_blank(cell))))
            for row in alone
        )
        >= 2
    )
    for position, row in enumerate(rows):
        filled = [
            (index, cell)
            for index, cell in enumerate(row.cells)
            if not is_blank(cell) and index not in row.merged
        ]
        if not filled:
            continue
        first = text_of(filled[0][1])
        if sum(header_texts.get(index) == text_of(cell) for index, cell in filled) >= max(
            2, len(filled) // 2
        ):
            continue
        if name is not None and COUNT.fullmatch(fold(text_of(row.cell(name)))):
            continue
        if any(TOTAL.match(fold(text_of(cell))) for _index, cell in filled[:2]) and len(
            filled
        ) < len(table.columns):
            continue
        if row.number > last and table.records and len(filled) == 1 and filled[0][0] != name:
            table.notes += [table.cell(row, index, cell) for index, cell in filled]
            continue
        if len(filled) == 1 and row.number not in blocks:
            follows = rows[position + 1] if position + 1 < len(rows) else None
            if follows is None or row.number > last:
                table.notes += [table.cell(row, index, cell) for index, cell in filled]
                continue
            if filled[0][0] != name or (
                _width(follows) >= 2
                and (has_headings or _is_heading(first) or _fill_of(row) != usual)
            ):
                headings = {0: first}
                continue
        above = table.records[-1] if table.records else None
        cells = {}
        for index, value in enumerate(row.cells):
            if is_ditto(value) and above and index in above.cells:
                value = None if index in once else above.cells[index][0].value
            is_covered = index in row.merged and (
                row.number in blocks or not _is_downwards(row, index)
            )
            is_said = not is_blank(value) or (index in counts and text_of(value))
            if not is_covered and (is_said or row.mark(index) is not PLAIN):
                cells[index] = [table.cell(row, index, value)]
        start = blocks.get(row.number, row.number)
        if start != row.number and table.records and table.records[-1].row == start:
            for index, more in cells.items():
                table.records[-1].cells.setdefault(index, []).extend(more)
            continue
        table.records.append(Record(row.number, cells, tuple(headings.values()), row.is_hidden))


def _is_downwards(row: Row, index: int) -> bool:
    """Whether the cell is covered by one above it, in a range of one column."""
    first, _, last = row.merged[index].partition(":")
    return re.sub(r"\d", "", first) == re.sub(r"\d", "", last)


def _carry_down(table: Table) -> None:
    """A name or a day written once for the rows under it."""
    for column in table.with_role("name", "fact_date", "committee"):
        filled = [_says(one, column.index) for one in table.records]
        if (
            not filled
            or not filled[0]
            or sum(filled) > 0.6 * len(filled)
            or len(table.with_role("name")) == 0
        ):
            continue
        above = None
        for record in table.records:
            if _says(record, column.index):
                above = record.cells[column.index]
            elif above and len(record.cells) >= 2:
                record.cells[column.index] = above


def _says(record: Record, index: int) -> bool:
    return any(not is_blank(cell.value) for cell in record.cells.get(index, ()))


def _is_heading(text: str) -> bool:
    return (
        region_named(text) is not None
        or bool(re.match(r"^\W*(?:[-–—=*#]{2,}|\d+[.)] )", text))
        or text == text.upper()
        or bool(re.fullmatch(r"\W*(19|20)\d\d\W*", text))
        or text.rstrip().endswith(":")
    )


def _fill_of(row: Row) -> str:
    fills = Counter(mark.fill for mark in row.marks.values() if mark.fill)
    return fills.most_common(1)[0][0] if fills else ""


def _width(row: Row) -> int:
    return sum(
        not is_blank(cell) for index, cell in enumerate(row.cells) if index not in row.merged
    )
