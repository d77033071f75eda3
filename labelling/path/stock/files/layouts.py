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
BAD = set("mauvais|tres mauvais|insuffisant|tres insuffisant|critique|degrade|faible".split("|"))
ENDS = 100  # rows over and under a list where a legend may stand
LONGEST_CODE = 6
MOST_CODES = 60  # beyond, a column does not hold codes
KNOWN = 0.5  # share of the codes that a key must have
WRITTEN = re.compile(r"\b([A-Z0-9]{1,6})\s*[=:]\s*([^;,/()=:\n]+)")
type Recognise = Callable[..., dict[str, int]]  # of the cells of a row


def lay_upright(sheet: Sheet, recognise: Recognise) -> Sheet:
    """The sheet itself, or turned when its first columns hold more titles than any of its rows.

    The rows of a turned sheet bear the number of their column, its cells the place of their row.
    """
    if not sheet.rows or max(row.number for row in sheet.rows) > WIDEST_LYING:
        return sheet
    upright = max((len(recognise(row.cells)) for row in sheet.rows), default=0)
    turned = _turned(sheet)
    lying = max((len(recognise(row.cells)) for row in turned.rows[:LABELS_WITHIN]), default=0)
    return turned if lying > max(upright, 2) else sheet


def _turned(sheet: Sheet) -> Sheet:
    last = max(row.number for row in sheet.rows)
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
    """The titles of a header that may stand on several rows, under the number of the last one.

    A title that says too little takes that of its group, which stands over the first of its columns.
    """
    place = sheet.rows.index(header)
    near = {row.number: row for row in sheet.rows[max(place - 1, 0) : place + 2]}
    below = near.get(header.number + 1)
    header = below if below and _is_under(header, below, recognise) else header
    above = near.get(header.number - 1)
    if above is None or sheet.is_turned or len(_filled(above)) < 2:
        return header
    titles, group = [], ""
    for index in range(max(len(header.cells), len(above.cells))):
        over, title = above.cell(index), header.cell(index)
        over = over if isinstance(over, str) and over.strip() else None
        group = over or group
        whole = f"{group} {title}"
        if is_blank(title):
            title = over
        elif not recognise((title,)) and recognise((whole,)):
            title = whole
        titles.append(title)
    return Row(header.number, tuple(titles))


def _is_under(header: Row, below: Row, recognise: Recognise) -> bool:
    """A second row of titles: texts alone, those that are not merged with the first known for a half at least."""
    filled = {index: cell for index, cell in enumerate(below.cells) if not is_blank(cell)}
    if not all(isinstance(cell, str) and not cell.isdecimal() for cell in filled.values()):
        return False
    apart = [cell for index, cell in filled.items() if cell != header.cell(index)]
    return bool(apart) and len(recognise(apart, is_guessed=False)) >= len(apart) / 2


def read_worths(rows: Iterable[Row]) -> dict[str, int]:
    """{letter: note}, as a legend says it: « A = 4, B = 3 », or a row with the letter first and the note last."""
    said = {letter: int(note) for text in _legends(rows) for letter, note in WORTH.findall(text)}
    return {
        word.upper(): note for word, note in _noted(rows) if re.fullmatch("[a-z]{1,2}", word)
    } | said


def read_scale(rows: Iterable[Row]) -> tuple[int, int] | None:
    """(best, worst) note, as a legend says it: « 4 = bon, 1 = mauvais », or a row with the word and the note."""
    said = [pair for text in map(unaccented, _legends(rows)) for pair in SCALE.findall(text)]
    words = [(word or other_word, int(one or other)) for one, word, other, other_word in said]
    words += _noted(rows)
    good, bad = ([note for word, note in words if word in those] for those in (GOOD, BAD))
    if not good or not bad:
        return None
    notes = sorted({*good, *bad})
    return (notes[-1], notes[0]) if max(good) > max(bad) else (notes[0], notes[-1])


def _noted(rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """Each text of a short row that ends with a number."""
    for *texts, last in (filled for filled in map(_filled, rows) if 1 < len(filled) < 4):
        if isinstance(last, int):
            yield from ((unaccented(one).strip(), last) for one in texts if isinstance(one, str))


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
    keys = [key for sheet in book.sheets for key in _keys(near_ends(sheet.rows))]
    best = max(keys, key=lambda key: len(codes & set(key)), default={})
    return best if len(codes & set(best)) >= max(1, KNOWN * len(codes)) else {}


def near_ends(rows: list[Row]) -> list[Row]:
    """Where a legend or a key stands: over or under a list, or anywhere in a short sheet."""
    return rows if len(rows) <= 2 * ENDS else rows[:ENDS] + rows[-ENDS:]


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
