"""Parts of an XLSX book read by their elements: its shared strings, and the rows of a sheet."""

from typing import IO
from xml.parsers import expat

from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS

from portal.spreadsheets.archives import damaged
from portal.spreadsheets.sheets import (
    MAX_COLUMNS,
    NOTHING,
    OUT_OF_DATES,
    Row,
    Value,
    has_content,
    refuse_too_many_rows,
    time_of,
    trimmed,
)

MAX_SPAN = 1_000
LAST_ROW = 1_048_576
DAY = 86_400  # seconds


class _Names(dict):
    """« x:row » → « row »: a prefix is the producer's choice."""

    def __missing__(self, name: str) -> str:
        self[name] = found = name.rpartition(":")[2]
        return found


class _Columns(dict):
    """« AB » → 27."""

    def __missing__(self, letters: str) -> int:
        self[letters] = found = column_index_from_string(letters) - 1
        return found


NAMES, COLUMNS = _Names(), _Columns()


class _Part:
    """A part followed by its elements; the text of those that `start` opens goes into `text`."""

    def __init__(self):
        self.text: list[str] | None = None
        self.phonetic = 0  # depth inside what says how a text is pronounced
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def read(self, stream: IO[bytes]) -> None:
        self.parser.ParseFile(stream)

    def listen(self) -> None:
        self.text = []
        self.parser.CharacterDataHandler = self.text.append

    def heard(self) -> str:
        self.parser.CharacterDataHandler = None
        said, self.text = "".join(self.text or ()), None
        return said


def read_strings(source) -> list[str]:
    """By their rank, which the cells bear."""
    if (part := source.package.find(SHARED_STRINGS)) is None:
        return []
    strings = _Strings()
    with source.archive.open(part.PartName[1:]) as stream:
        strings.read(stream)
    return strings.found


class _Strings(_Part):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.told: list[str] = []

    def start(self, name: str, _attrs: dict[str, str]) -> None:
        name = NAMES[name]
        if name == "t" and not self.phonetic:
            self.listen()
        elif name == "si":
            self.told = []
        elif name == "rPh":
            self.phonetic += 1

    def end(self, name: str) -> None:
        name = NAMES[name]
        if name == "t" and not self.phonetic:
            self.told.append(self.heard())
        elif name == "si":
            self.found.append("".join(self.told).replace("x005F_", ""))
        elif name == "rPh":
            self.phonetic -= 1


class Cells:
    """What a cell says, by its type and its style."""

    def __init__(self, book, strings: list[str]):
        self.strings, self.epoch = strings, book.epoch
        self.dates, self.durations = book._date_formats, book._timedelta_formats

    def value(self, kind: str, style: int, said: str) -> Value:
        if not said:
            return None
        if kind == "s":
            return self.strings[int(said)]
        if kind == "n":
            number = int(said) if said.lstrip("-").isdecimal() else float(said)
            return self._day(number, style) if style in self.dates else number
        if kind == "b":
            return bool(int(said))
        return from_ISO8601(said) if kind == "d" else said

    def _day(self, number: float, style: int) -> Value:
        if style in self.durations:
            return time_of(round(number * DAY))
        try:
            return from_excel(number, self.epoch)
        except (OverflowError, ValueError):
            return OUT_OF_DATES


class Merges:
    """Merged ranges: a vertical one keeps its value in its first cell, and the rows under take it."""

    def __init__(self):
        self.ranges: list[str] = []
        self.anchors: dict[int, set[int]] = {}  # row → columns of the first cells
        self.under: dict[int, dict[int, tuple[int, str]]] = {}  # row → column → (first row, range)

    def add(self, place: str) -> None:
        refuse_too_many_rows(len(self.ranges))
        self.ranges.append(place)
        column, first, last_column, last = range_boundaries(place)
        if column != last_column or column > MAX_COLUMNS or not first < last <= first + MAX_SPAN:
            return
        refuse_too_many_rows(len(self.under))
        self.anchors.setdefault(first, set()).add(column - 1)
        for row in range(first + 1, last + 1):
            self.under.setdefault(row, {})[column - 1] = (first, place)

    def fill(self, rows: list[Row]) -> None:
        """Told after the rows in the file: they are filled once all are read."""
        above: dict[tuple[int, int], Value] = {}
        for row in rows:
            for index in self.anchors.get(row.number, ()):
                above[row.number, index] = row.cell(index)
            if not (merged := self.under.get(row.number)):
                continue
            values = list(row.cells) + [None] * (max(merged) + 1 - len(row.cells))
            for index, (first, _) in merged.items():
                values[index] = above.get((first, index))
            row.cells = tuple(values)
            row.merged = {index: place for index, (_, place) in merged.items()}


class SheetPart(_Part):
    """Its rows with something in them; `number` is that of the last one, blank or not."""

    def __init__(self, cells: Cells, marks, path: str, already_read: int):
        super().__init__()
        self.cells, self.marks, self.already_read = cells, marks, already_read
        self.comments = marks.comments_of(path) if marks else NOTHING
        self.rows: list[Row] = []
        self.merges = Merges()
        self.hidden_columns: set[int] = set()
        self.number = self.index = 0
        self.kind, self.style, self.value = "n", 0, None
        self.is_row_hidden = False
        self.values: list[Value] = []
        self.styles: dict[int, int] = {}
        self.formulas: dict[int, str] = {}
        self.inline: list[str] = []

    def read(self, stream: IO[bytes]) -> None:
        super().read(stream)
        self.merges.fill(self.rows)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        name = NAMES[name]
        if name == "c":
            self._start_cell(attrs)
        elif name in ("v", "f") or (name == "t" and not self.phonetic):
            self.listen()
        elif name == "row":
            self._start_row(attrs)
        elif name == "rPh":
            self.phonetic += 1
        elif name == "col" and attrs.get("hidden") in ("1", "true"):
            last = min(int(attrs["max"]), MAX_COLUMNS)
            self.hidden_columns |= set(range(int(attrs["min"]) - 1, last))
        elif name == "mergeCell":
            self.merges.add(attrs["ref"])

    def end(self, name: str) -> None:
        name = NAMES[name]
        if name == "c":
            self._end_cell()
        elif name == "v":
            self.value = self.cells.value(self.kind, self.style, self.heard())
        elif name == "f":
            said = self.heard()
            if self.index < MAX_COLUMNS:
                self.formulas[self.index] = f"={said or '…'}"
        elif name == "t" and not self.phonetic:
            self.inline.append(self.heard())
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self.phonetic -= 1

    def _start_row(self, attrs: dict[str, str]) -> None:
        self.number = int(attrs.get("r", self.number + 1))
        if self.number > LAST_ROW:
            raise damaged()
        self.index = -1
        self.is_row_hidden = attrs.get("hidden") in ("1", "true")
        self.values, self.styles, self.formulas = [], {}, {}

    def _start_cell(self, attrs: dict[str, str]) -> None:
        place = attrs.get("r")
        self.index = COLUMNS[place.rstrip("0123456789")] if place else self.index + 1
        self.kind = attrs.get("t", "n")
        self.style = int(attrs.get("s", 0))
        self.value = None
        if self.inline:
            self.inline = []

    def _end_cell(self) -> None:
        index, values = self.index, self.values
        if index >= MAX_COLUMNS:
            return
        value = ("".join(self.inline) or None) if self.kind == "inlineStr" else self.value
        if index >= len(values):
            values.extend([None] * (index - len(values)))
            values.append(value)
        else:
            values[index] = value
        if self.marks:
            self.styles[index] = self.style

    def _end_row(self) -> None:
        if not has_content(self.values) and not self.formulas:
            return
        marks = NOTHING
        if self.marks:
            marks = self.marks.of_row(self.styles, self.comments.get(self.number, NOTHING))
        cells, formulas = trimmed(self.values), self.formulas or NOTHING
        self.rows.append(Row(self.number, cells, self.is_row_hidden, formulas, marks=marks))
        refuse_too_many_rows(self.already_read + len(self.rows))
