"""XLSX reader: streamed values, and the formulas, merges, hidden rows and columns left out."""

import io
import warnings
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string

from portal.spreadsheets.archives import damaged
from portal.spreadsheets.sheets import (
    MAX_COLUMNS,
    NOTHING,
    Book,
    IgnoredSheet,
    Row,
    Sheet,
    Unreadable,
    Value,
    has_content,
    refuse_too_many_rows,
    trimmed,
)
from portal.spreadsheets.xlsx_marks import Marks

MAX_SPAN = 1_000
LAST_ROW = 1_048_576
MOST_COUNTED = 2 * LAST_ROW  # openpyxl counts every row up to the last, blank or not


def read_xlsx(content: bytes, with_marks: bool = False, with_hidden: bool = False) -> Book:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions
            return _read(io.BytesIO(content), with_marks, with_hidden)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises anything at all on a damaged book
        raise damaged() from error


def _read(file: IO[bytes], with_marks: bool, with_hidden: bool) -> Book:
    book = Book("xlsx", [])
    source = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    marks = Marks(source) if with_marks else None
    counted = already_read = 0
    for sheet in source.worksheets:
        is_hidden = sheet.sheet_state != "visible"
        if is_hidden and not with_hidden:
            book.ignored.append(IgnoredSheet(sheet.title, "feuille masquée"))
            continue
        with sheet._get_source() as part:  # the only way to the part of a sheet
            structure = scan(part)
        counted += structure.last_row
        if counted > MOST_COUNTED:
            raise Unreadable("BOMB")
        read = _read_sheet(sheet, structure, already_read, marks)
        read.is_hidden = is_hidden
        book.sheets.append(read)
        already_read += len(book.sheets[-1].rows)
    return book


def _read_sheet(sheet, structure: "Structure", already_read: int, marks: Marks | None) -> Sheet:
    sheet.reset_dimensions()  # some programs write a wrong one, and openpyxl would stop there
    rows: list[Row] = []
    above: dict[int, Value] = {}
    comments = marks.comments_of(sheet) if marks else NOTHING
    stream = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=not marks)
    for number, read in enumerate(stream, start=1):
        values = tuple(cell.value for cell in read) if marks else read
        formulas = structure.formulas.get(number, NOTHING)
        is_empty = values.count(None) == len(values) or not has_content(values)
        if is_empty and not formulas:
            continue
        above |= {index: values[index] for index in structure.anchors.get(number, ())}
        merged = structure.merged.get(number, NOTHING)
        cells = _filled(trimmed(values), merged, above)
        shown = marks.of_row(read, comments.get(number, NOTHING)) if marks else NOTHING
        rows.append(Row(number, cells, number in structure.hidden, formulas, merged, shown))
        refuse_too_many_rows(already_read + len(rows))
    hidden = frozenset(structure.hidden_columns)
    return Sheet(sheet.title, rows, hidden_columns=hidden, merges=tuple(structure.ranges))


def _filled(
    cells: tuple[Value, ...], merged: dict[int, str], above: dict[int, Value]
) -> tuple[Value, ...]:
    """A vertical merge keeps its value in its first cell; the rows under take it from `above`."""
    if not merged:
        return cells
    values = list(cells) + [None] * (max(merged) + 1 - len(cells))
    for index in merged:
        values[index] = above.get(index)
    return tuple(values)


@dataclass(slots=True)
class Structure:
    """By row number: formulas, first cells of merges, and the cells under them with their range."""

    last_row: int = 0
    hidden: set[int] = field(default_factory=set)
    formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    anchors: dict[int, list[int]] = field(default_factory=dict)
    merged: dict[int, dict[int, str]] = field(default_factory=dict)
    ranges: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)


def scan(part: IO[bytes]) -> Structure:
    scanner = _Scanner()
    scanner.parser.ParseFile(part)
    return scanner.structure


class _Scanner:
    def __init__(self):
        self.structure = Structure()
        self.row, self.column, self.reference, self.formula = 0, 0, None, None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, name: str, attrs: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.column += 1
            self.reference = attrs.get("r")
        elif name == "row":
            self.start_row(attrs)
        elif name == "f":
            self.formula = ""
            self.parser.CharacterDataHandler = self.add_text
        elif name == "col" and attrs.get("hidden") in ("1", "true"):
            last = min(int(attrs["max"]), MAX_COLUMNS)
            self.structure.hidden_columns |= set(range(int(attrs["min"]) - 1, last))
        elif name == "mergeCell":
            self.add_merge(attrs["ref"])

    def start_row(self, attrs: dict[str, str]) -> None:
        self.row = int(attrs.get("r", self.row + 1))
        self.column = 0
        self.structure.last_row = max(self.structure.last_row, self.row)
        if self.row > LAST_ROW:
            raise damaged()
        if attrs.get("hidden") in ("1", "true"):
            self.structure.hidden.add(self.row)

    def add_text(self, text: str) -> None:
        self.formula += text

    def end(self, name: str) -> None:
        if self.formula is None or name.rpartition(":")[2] != "f":
            return
        letters = (self.reference or "").rstrip("0123456789")
        column = column_index_from_string(letters) - 1 if letters else self.column - 1
        if column < MAX_COLUMNS:
            self.structure.formulas.setdefault(self.row, {})[column] = f"={self.formula or '…'}"
        self.formula = self.parser.CharacterDataHandler = None

    def add_merge(self, place: str) -> None:
        refuse_too_many_rows(len(self.structure.ranges))
        self.structure.ranges.append(place)
        column, first, last_column, last = range_boundaries(place)
        if column != last_column or column > MAX_COLUMNS or not first < last <= first + MAX_SPAN:
            return
        refuse_too_many_rows(len(self.structure.merged))
        self.structure.anchors.setdefault(first, []).append(column - 1)
        for row in range(first + 1, last + 1):
            self.structure.merged.setdefault(row, {})[column - 1] = place
