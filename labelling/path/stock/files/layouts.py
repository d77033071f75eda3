"""Layouts of sheets of other hands: one residence a column, titles on several rows, legends and keys."""

import re
from collections.abc import Callable, Iterable, Iterator

from labelling.cells import unaccented
from portal.spreadsheets.sheets import Book, Row, Sheet, Value, is_blank

HEADER_WITHIN = 20
LABELS_WITHIN = 3  # first columns where the titles of a sheet that lies may stand
WIDEST_LYING = 60  # titles of a sheet that lies
WORTH = re.compile(r"\b([A-E])\s*=\s*(\d)")
SCALE = re.compile(r"\b(\d)\s*(?:=|:)\s*([a-z]+)|\b(\d) \(([a-z]+)\)")
GOOD = set("bon|tres bon|bien|tres bien|satisfaisant|tres satisfaisant|excellent".split("|"))
BAD = set(
    "mauvais|tres mauvais|insuffisant|tres insuffisant|critique|degrade|insatisfaisant|faible".split(
        "|"
    )
)
LONGEST_CODE = 6
MOST_CODES = 60  # beyond, a column does not hold codes
KNOWN = 0.5  # share of the codes that a key must have
WRITTEN = re.compile(r"\b([A-Z0-9]{1,6})\s*[=:]\s*([^;,/()=:\n]+)")
type Recognise = Callable[[Iterable[Value]], dict[str, int]]


def lay_upright(sheet: Sheet, recognise: Recognise) -> Sheet:
    """The sheet itself, or turned when its first columns hold more titles than any of its rows.

    The rows of a turned sheet bear the number of their column, its cells the place of their row.
    """
    if not sheet.rows or sheet.rows[-1].number > WIDEST_LYING:
        return sheet
    upright = max((len(recognise(row.cells)) for row in sheet.rows), default=0)
    turned = _turned(sheet)
    lying = max((len(recognise(row.cells)) for row in turned.rows[:LABELS_WITHIN]), default=0)
    return turned if lying > max(upright, 2) else sheet


def _turned(sheet: Sheet) -> Sheet:
    last = sheet.rows[-1].number
    rows = []
    for index in range(max((len(row.cells) for row in sheet.rows), default=0)):
        cells: list[Value] = [None] * last
        for row in sheet.rows:
            cells[row.number - 1] = row.cell(index)
        marks = {row.number - 1: row.marks[index] for row in sheet.rows if index in row.marks}
        if not all(map(is_blank, cells)):
            rows.append(Row(index + 1, tuple(cells), marks=marks))
    return Sheet(sheet.name, rows, is_turned=True)


def read_header(sheet: Sheet, header: Row, recognise: Recognise) -> Row:
    """The titles of a header that may stand on several rows, under the number of the last one."""
    place = sheet.rows.index(header)
    above = sheet.rows[place - 1] if place else None
    below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else None
    if below is not None and _is_under(header, below, recognise):
        above, header = header, below
    if (
        above is None
        or above.number != header.number - 1
        or sheet.is_turned
        or not _is_of_groups(above)
    ):
        return header
    groups = _groups(above, len(header.cells))
    cells = [_titled(header.cell(index), above, index, groups) for index in range(len(groups))]
    return Row(header.number, tuple(_named(cell, recognise) for cell in cells))


def _is_under(header: Row, below: Row, recognise: Recognise) -> bool:
    """A second row of titles: texts alone, one at least under a cell that is merged or blank, none a residence."""
    filled = {index: cell for index, cell in enumerate(below.cells) if not is_blank(cell)}
    texts = {
        index for index, cell in filled.items() if isinstance(cell, str) and not cell.isdecimal()
    }
    if below.number != header.number + 1 or texts != set(filled):
        return False
    apart = [index for index in filled if below.cell(index) != header.cell(index)]
    return bool(apart) and len(recognise(below.cells[index] for index in apart)) >= len(apart) / 2


def _groups(above: Row, width: int) -> list[str]:
    """Above each column, the title of its group, which stands over the first of its columns."""
    groups, last = [], ""
    for index in range(max(width, len(above.cells))):
        cell = above.cell(index)
        last = " ".join(cell.split()) if isinstance(cell, str) and cell.strip() else last
        groups.append(last)
    return groups


def _titled(cell: Value, above: Row, index: int, groups: list[str]) -> tuple[Value, str]:
    """(the title, the same after that of its group)."""
    if is_blank(cell):
        own = above.cell(index)
        return (own if isinstance(own, str) else None), ""
    return cell, f"{groups[index]} {cell}" if groups[index] else ""


def _named(pair: tuple[Value, str], recognise: Recognise) -> Value:
    title, grouped = pair
    return grouped if grouped and not recognise((title,)) and recognise((grouped,)) else title


def _is_of_groups(above: Row) -> bool:
    """Several titles: a single one is that of the sheet."""
    return sum(not is_blank(cell) for cell in above.cells) > 1


def read_worths(rows: Iterable[Row]) -> dict[str, int]:
    """{letter: note}, as a legend says it: « A = 4, B = 3 », or a row with the letter first and the note last."""
    found: dict[str, int] = {}
    for filled in map(_filled, rows):
        last = filled[-1] if 1 < len(filled) < 4 else None
        if (
            isinstance(last, int)
            and isinstance(filled[0], str)
            and re.fullmatch("[A-Za-z]{1,2}", filled[0].strip())
        ):
            found[filled[0].strip().upper()] = last
    worths = (WORTH.findall(text) for text in _legends(rows))
    return found | {letter: int(note) for pairs in worths for letter, note in pairs}


def read_scale(rows: Iterable[Row]) -> tuple[int, int] | None:
    """(best, worst) note, as a legend says it: « 4 = bon, 1 = mauvais », or a row with the word and the note."""
    said = [pair for text in map(unaccented, _legends(rows)) for pair in SCALE.findall(text)]
    words = [(word or other_word, int(one or other)) for one, word, other, other_word in said]
    for filled in map(_filled, rows):
        if 1 < len(filled) < 4 and isinstance(filled[-1], int):
            words += [
                (unaccented(one).strip(), filled[-1]) for one in filled[:-1] if isinstance(one, str)
            ]
    good, bad = ([note for word, note in words if word in those] for those in (GOOD, BAD))
    if not good or not bad:
        return None
    notes = sorted({*good, *bad})
    return (notes[-1], notes[0]) if max(good) > max(bad) else (notes[0], notes[-1])


def _filled(row: Row) -> list[Value]:
    return [cell for cell in row.cells if not is_blank(cell)]


def _legends(rows: Iterable[Row]) -> Iterator[str]:
    """Texts alone on their row, or two of them."""
    for filled in map(_filled, rows):
        if len(filled) <= 2:
            yield from (cell for cell in filled if isinstance(cell, str))


def find_key(book: Book, cells: Iterable[Value]) -> dict[str, str]:
    """{code: label} of the codes that a column holds; nothing when they are no codes, or no key is there."""
    codes = {str(cell).strip() for cell in cells if not is_blank(cell)}
    if not codes or len(codes) > MOST_CODES or max(map(len, codes)) > LONGEST_CODE:
        return {}
    keys = [key for sheet in book.sheets for key in _keys(sheet.rows)]
    best = max(keys, key=lambda key: len(codes & set(key)), default={})
    return best if len(codes & set(best)) >= max(1, KNOWN * len(codes)) else {}


def _keys(rows: list[Row]) -> Iterator[dict[str, str]]:
    """Each run of rows that hold a code and its label, and what a text writes « A1 = Agence Nord »."""
    key: dict[str, str] = {}
    for row in rows:
        filled = [str(cell).strip() for cell in _filled(row)]
        if len(filled) == 2 and 0 < len(filled[0]) <= LONGEST_CODE:
            key[filled[0]] = filled[1]
            continue
        if key:
            yield key
            key = {}
        if len(filled) == 1 and (written := dict(WRITTEN.findall(filled[0]))):
            yield {code: label.strip() for code, label in written.items()}
    yield key
