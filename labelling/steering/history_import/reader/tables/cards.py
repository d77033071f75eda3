"""Cards of a tracking file: a label and its value, side by side or in one cell."""

import re
from collections import Counter

from labelling.cells import fold, is_blank, text_of
from labelling.steering.history_import.reader.tables.base import CARDS, Cell, Record, Table
from labelling.steering.history_import.reader.tables.titles import Column, role_of
from portal.spreadsheets.sheets import Row, Sheet, letter_of

LABEL = re.compile(r"^\W{0,3}\s*([^:]{2,40}?)\s*:\s+(.+)$", re.S)


def read_cards(sheet: Sheet) -> Table | None:
    """A sheet of cards: the same labels again and again, side by side or one under the other."""
    pairs = _pairs(sheet)
    roles = Counter(role for *learn_place, role, _value in pairs if role)
    repeated = sum(count for count in roles.values() if count >= 2)
    if len(roles) < 4 or repeated < 8 or repeated < len(sheet.rows) * 0.4:
        return None
    table = Table(
        sheet.name,
        CARDS,
        "Des fiches\u00a0: un libellé et sa valeur.",
        titles=(sheet.name,),
    )
    _gather(table, sheet, pairs)
    return table


def _pairs(sheet: Sheet) -> list[tuple]:
    """(row, index, label, role, cell of the value), of labels beside their values or in one cell."""
    found = []
    for row in sheet.rows:
        for index, value in enumerate(row.cells):
            text = text_of(value)
            if not isinstance(value, str) or not text:
                continue
            if match := LABEL.match(text):
                role = role_of(match[1])
                if role or len(match[1].split()) <= 4:
                    cell = Cell(match[2].strip(), row.number, letter_of(index), row.mark(index))
                    found.append((row.number, index, match[1], role, cell))
                continue
            role, beside = role_of(text), row.cell(index + 1)
            is_label = role_of(text_of(beside)) and not is_blank(row.cell(index + 2))
            if (
                role
                and not is_blank(beside)
                and len(text) <= 40
                and (index + 1) not in row.merged
                and not is_label
            ):
                found.append(
                    (
                        row.number,
                        index,
                        text,
                        role,
                        Cell(beside, row.number, letter_of(index + 1), row.mark(index + 1)),
                    )
                )
    return found


def _gather(table: Table, sheet: Sheet, pairs: list[tuple]) -> None:
    by_number = {row.number: row for row in sheet.rows}
    known = {fold(label) for _number, _index, label, *_rest in pairs}
    for index in sorted({pair[1] for pair in pairs}):
        record, labels = None, set()
        previous = None
        for number, _index, label, role, cell in (pair for pair in pairs if pair[1] == index):
            starts = (
                record is None
                or previous is None
                or _has_gap(by_number, previous, number, index)
                or (fold(label) in labels)
            )
            if starts:
                taken = {pair[0] for pair in pairs if pair[1] == index}
                title = _title_above(by_number, number, index, taken, known)
                record, labels = Record(title.row if title else number, {}), set()
                table.records.append(record)
                if title:
                    record.cells[_column(table, "nom", "name").index] = [title]
            labels.add(fold(label))
            record.cells.setdefault(_column(table, label, role).index, []).append(cell)
            previous = number
    table.records.sort(key=lambda one: one.row)


def _has_gap(rows: dict[int, Row], above: int, number: int, index: int) -> bool:
    return any(
        number_ not in rows or is_blank(rows[number_].cell(index))
        for number_ in range(above + 1, number)
    )


def _title_above(
    rows: dict[int, Row], number: int, index: int, taken: set[int], known: set[str]
) -> Cell | None:
    """The nearest text above the first label of a card: neither a label, alone or not, nor dashes."""
    for above in range(number - 1, max(number - 5, 0), -1):
        text = text_of(rows[above].cell(index)) if above in rows else ""
        if above in taken:
            return None
        if re.search(r"\w{2}", text) and fold(text) not in known:
            return Cell(text, above, letter_of(index), rows[above].mark(index))
    return None


def _column(table: Table, label: str, role: str | None) -> Column:
    known = next((column for column in table.columns if fold(column.title) == fold(label)), None)
    if known is None:
        known = Column(
            len(table.columns),
            "",
            label,
            role,
            "Le libellé de la fiche." if role else "Libellé inconnu.",
        )
        table.columns.append(known)
    return known
