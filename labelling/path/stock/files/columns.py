"""Header detection: the row of titles, and the field of each column."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from labelling.path.stock.files.issues import Column, Findings
from labelling.path.stock.files.sentences import REFUSALS
from labelling.path.stock.files.vocabulary import IN_FULL, SMALL_WORDS, SYNONYMS, TITLES
from portal.spreadsheets.sheets import Book, IgnoredSheet, Row, Sheet, Unreadable, Value, letter_of

HEADER_WITHIN = 20
LONGEST_TITLE = 100
FIELD_OF = {synonym: name for name, text in SYNONYMS.items() for synonym in text.split("|")}


@dataclass(frozen=True)
class Matching:
    """What people said of columns: {folded title: field} of a file before, {letter: field} of this; "" is unread."""

    titles: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    def field_of(self, index: int, title: str) -> str | None:
        said = self.letters.get(letter_of(index), self.titles.get(fold_title(title)))
        return field_of(title) if said is None else said or None


AS_WRITTEN = Matching()


@dataclass(slots=True)
class Table:
    """The rows under the header of the sheet that was chosen."""

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    rows: list[Row]
    ignored_sheets: tuple[IgnoredSheet, ...]
    is_typed: bool
    findings: Findings = field(default_factory=Findings)

    @property
    def fields(self) -> dict[str, int]:
        return {column.field: column.index for column in self.columns if column.field}

    @property
    def letters(self) -> dict[str, str]:
        return {column.field: column.letter for column in self.columns if column.field}


def find_table(book: Book, matching: Matching = AS_WRITTEN) -> Table:
    """The sheet whose header is the richest; the other sheets are named in `ignored_sheets`."""
    headers = headers_of(book, matching)
    sheet, header = max(headers, key=lambda pair: len(recognised(pair[1].cells, matching)))
    table = table_of(book, sheet, header, matching)
    table.ignored_sheets = ignored_of(book, headers, [sheet])
    for other, _row in headers:
        if other is not sheet:
            table.findings.tell(None, "AUTRE_FEUILLE", other.name)
    return table


def table_of(book: Book, sheet: Sheet, header: Row, matching: Matching) -> Table:
    rows = [row for row in sheet.rows if row.number > header.number]
    columns = _columns(header.cells, matching)
    table = Table(sheet.name, header.number, columns, rows, (), book.is_typed)
    _tell_columns(table)
    return table


def ignored_of(
    book: Book, headers: list[tuple[Sheet, Row]], read: list[Sheet]
) -> tuple[IgnoredSheet, ...]:
    """The sheets that are not read, each with the reason why."""
    lists = [sheet for sheet, _row in headers]
    left = [sheet for sheet in book.sheets if sheet not in read]
    whys = ((one, "liste non lue" if one in lists else "aucun en-tête reconnu") for one in left)
    return (*book.ignored, *(IgnoredSheet(one.name, why) for one, why in whys))


def headers_of(book: Book, matching: Matching) -> list[tuple[Sheet, Row]]:
    """The sheets that hold a list, with its header; Unreadable without any."""
    found = [
        (sheet, row) for sheet in book.sheets if (row := header_of(sheet, matching)) is not None
    ]
    if not found:
        raise Unreadable("NO_HEADER", sentence=REFUSALS["NO_HEADER"])
    return found


def header_of(sheet: Sheet, matching: Matching = AS_WRITTEN) -> Row | None:
    """The row of the first twenty where most titles are recognised, at least two."""
    first = [row for row in sheet.rows[:HEADER_WITHIN] if row.number <= HEADER_WITHIN]
    best = max(first, key=lambda row: len(recognised(row.cells, matching)), default=None)
    return best if best is not None and len(recognised(best.cells, matching)) >= 2 else None


def recognised(cells: Iterable[Value], matching: Matching = AS_WRITTEN) -> dict[str, int]:
    """Field → index of the column; of two columns with the same meaning, the first counts."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and (name := matching.field_of(index, cell)):
            found.setdefault(name, index)
    return found


def field_of(title: str) -> str | None:
    return FIELD_OF.get(fold_title(title)) if len(title) <= LONGEST_TITLE else None


def fold_title(title: str) -> str:
    text = unicodedata.normalize("NFKD", title.replace("%", "")).lower()
    kept = (char for char in text if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in kept).split()
    words = [IN_FULL.get(word, word) for word in map(_singular, words)]
    text = " ".join(word for word in words if word not in SMALL_WORDS)
    text = re.sub(r"^axe \d ?|^\d (?=\D)", "", text)
    return re.sub(r" (0 4|sur 4|note 0 4)$", "", text)


def titled(name: str) -> str:
    """The title of a field, to begin a sentence with."""
    return TITLES[name][0].upper() + TITLES[name][1:]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _columns(cells: tuple[Value, ...], matching: Matching) -> tuple[Column, ...]:
    name_of = {index: name for name, index in recognised(cells, matching).items()}
    titles = (" ".join(str("" if cell is None else cell).split()) for cell in cells)
    return tuple(
        Column(index, letter_of(index), title, name_of.get(index))
        for index, title in enumerate(titles)
    )


def _tell_columns(table: Table) -> None:
    letters = table.letters
    for column in table.columns:
        if column.field or not column.title:
            continue
        if same := field_of(column.title):
            told = (letters[same], column.letter, TITLES[same])
            table.findings.tell(None, "COLONNE_EN_DOUBLE", *told)
        else:
            table.findings.tell(None, "COLONNE_INCONNUE", column.letter, column.title)
