"""ODS reader in one pass, without loading the whole document."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import IO
from xml.parsers import expat

from portal.spreadsheets.sheets import (
    MAX_COLUMNS,
    OUT_OF_DATES,
    PLAIN,
    Book,
    IgnoredSheet,
    Mark,
    Row,
    Sheet,
    Unreadable,
    Value,
    has_content,
    letter_of,
    refuse_too_many_rows,
    time_of,
    trimmed,
    without_ours,
)

NUMBERS = {"float", "percentage", "currency"}
LEFT_OUT = set(
    "office:annotation draw:frame draw:custom-shape table:shapes table:dde-links table:tracked-changes".split()
)
DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
SPACES = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
MAX_SPAN = 1_000


def read_ods(content: bytes, with_marks: bool = False, with_hidden: bool = False) -> Book:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Unreadable("PROTECTED")
        reader = _Reader(with_marks, with_hidden)
        for name in ("styles.xml", "content.xml"):
            if name == "content.xml" or (with_marks and name in archive.namelist()):
                with archive.open(name) as part:
                    reader.read(part)
    return Book("ods", reader.sheets, reader.ignored)


class _Reader:
    """Follows the elements of content.xml; prefixes are those every producer writes."""

    def __init__(self, with_marks: bool, with_hidden: bool):
        self.with_marks, self.with_hidden = with_marks, with_hidden
        self.styles = CellStyles()
        self.note: list[str] | None = None
        self.sheets: list[Sheet] = []
        self.ignored: list[IgnoredSheet] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.table: Sheet | None = None
        self.texts: list[str] | None = None  # of the cell that is open
        self.skipped = 0  # depth inside a comment, a drawing or what is no sheet
        self.total = 0

    def read(self, part: IO[bytes]) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.ParseFile(part)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if self.skipped or name in LEFT_OUT:
            self.skipped += 1
            if self.with_marks and name == "office:annotation":
                self.note = []
            elif self.note is not None and name == "text:p":
                self.note.append("")
                self.parser.CharacterDataHandler = self.add_note
            elif self.note and name in SPACES:
                self.add_note(SPACES[name])
        elif action := getattr(self, "start_" + name.partition(":")[2].replace("-", "_"), None):
            action(attrs)

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            if self.note is not None and name == "text:p":
                self.parser.CharacterDataHandler = None
        elif action := getattr(self, "end_" + name.partition(":")[2].replace("-", "_"), None):
            action()

    def add_note(self, text: str) -> None:
        self.note[-1] += text

    def start_style(self, attrs: dict[str, str]) -> None:
        self.style = attrs.get("style:name", "")
        self.styles.parents[self.style] = attrs.get("style:parent-style-name", "")

    def start_table_cell_properties(self, attrs: dict[str, str]) -> None:
        if colour := attrs.get("fo:background-color"):
            self.styles.fills[self.style] = colour

    def start_text_properties(self, attrs: dict[str, str]) -> None:
        line = attrs.get("style:text-line-through-style") or attrs.get(
            "style:text-line-through-type", "none"
        )
        if line != "none":
            self.styles.struck.add(self.style)

    def start_table_properties(self, attrs: dict[str, str]) -> None:
        if attrs.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def start_table(self, attrs: dict[str, str]) -> None:
        name = attrs.get("table:name", "")
        self.table, self.number, self.spans = Sheet(name, []), 0, {}
        self.column_styles: list[str] = []
        self.hidden_columns: set[int] = set()
        self.ranges: list[str] = []
        self.table.is_hidden = attrs.get("table:style-name") in self.hidden_styles
        if self.table.is_hidden and not self.with_hidden:
            self.ignored.append(IgnoredSheet(name, "feuille masquée"))
        else:
            self.sheets.append(self.table)

    def start_table_source(self, _attrs: dict[str, str]) -> None:
        """What a formula took from another file, of which a copy is kept: no sheet of this one."""
        self.sheets = [one for one in self.sheets if one is not self.table]
        self.ignored = [one for one in self.ignored if one.name != self.table.name]

    def start_table_column(self, attrs: dict[str, str]) -> None:
        first = len(self.column_styles)
        repeated = min(int(attrs.get("table:number-columns-repeated", 1)), MAX_COLUMNS - first)
        self.column_styles += [attrs.get("table:default-cell-style-name", "")] * repeated
        if attrs.get("table:visibility", "visible") != "visible":
            self.hidden_columns |= set(range(first, first + repeated))

    def start_table_row(self, attrs: dict[str, str]) -> None:
        self.repeated_rows = int(attrs.get("table:number-rows-repeated", 1))
        self.is_hidden = attrs.get("table:visibility", "visible") != "visible"
        self.cells: list[Value] = []
        self.formulas: dict[int, str] = {}
        self.merged: dict[int, str] = {}
        self.marks: dict[int, Mark] = {}

    def start_table_cell(self, attrs: dict[str, str]) -> None:
        self.attrs, self.texts = attrs, []

    start_covered_table_cell = start_table_cell

    def start_p(self, attrs: dict[str, str]) -> None:
        if self.texts is not None:
            self.texts.append("")
            self.parser.CharacterDataHandler = self.add_text

    def add_text(self, text: str) -> None:
        if self.texts and not self.skipped:
            self.texts[-1] += text

    def start_s(self, attrs: dict[str, str]) -> None:
        self.add_text(" " * min(int(attrs.get("text:c", 1)), 100))

    def start_tab(self, _attrs: dict[str, str]) -> None:
        self.add_text(SPACES["text:tab"])

    def start_line_break(self, _attrs: dict[str, str]) -> None:
        self.add_text(SPACES["text:line-break"])

    def end_p(self) -> None:
        self.parser.CharacterDataHandler = None

    def end_table_cell(self) -> None:
        index = len(self.cells)
        value = _value(self.attrs, self.texts)
        if formula := self.attrs.get("table:formula"):
            self.formulas[index] = "=" + formula.partition("=")[2]
        height = int(self.attrs.get("table:number-rows-spanned", 1))
        width = int(self.attrs.get("table:number-columns-spanned", 1))
        if height > 1 or width > 1:
            refuse_too_many_rows(len(self.ranges))
            first, last = letter_of(index), letter_of(index + width - 1)
            self.ranges.append(f"{first}{self.number + 1}:{last}{self.number + height}")
        if 1 < height <= MAX_SPAN and width == 1:
            self.spans[index] = (self.number + 1, self.number + height, value)
        self.add_cells(value)

    def end_covered_table_cell(self) -> None:
        """Several of them may be written as one, each covered by a cell of its own."""
        start = len(self.cells)
        self.add_cells(None)
        for index in range(start, len(self.cells)):
            first, last, value = self.spans.get(index, (0, 0, None))
            if first <= self.number + 1 <= last:
                letter = letter_of(index)
                self.merged[index] = f"{letter}{first}:{letter}{last}"
                self.cells[index] = value

    def add_cells(self, value: Value) -> None:
        repeated = int(self.attrs.get("table:number-columns-repeated", 1))
        first, self.texts = len(self.cells), None
        self.cells.extend([value] * min(repeated, MAX_COLUMNS - first))
        if self.with_marks:
            self.add_marks(first)

    def add_marks(self, first: int) -> None:
        """A cell without a style has the one of its column."""
        comment, self.note = without_ours("\n".join(self.note or ())), None
        own = self.attrs.get("table:style-name")
        for index in range(first, len(self.cells)):
            usual = self.column_styles[index] if index < len(self.column_styles) else ""
            mark = self.styles.mark(own or usual)
            if comment:
                mark = replace(mark, comment=comment)
            if mark is not PLAIN:
                self.marks[index] = mark

    def end_table_row(self) -> None:
        if has_content(self.cells) or self.formulas:
            self.total += self.repeated_rows
            refuse_too_many_rows(self.total)
            cells = trimmed(self.cells)
            for number in range(self.number + 1, self.number + self.repeated_rows + 1):
                self.table.rows.append(
                    Row(number, cells, self.is_hidden, self.formulas, self.merged, self.marks)
                )
        self.number += self.repeated_rows

    def end_table(self) -> None:
        self.table.hidden_columns = frozenset(self.hidden_columns)
        self.table.merges = tuple(self.ranges)
        self.table = None


@dataclass(slots=True)
class CellStyles:
    """Fills by style, those struck through, and the style that each one continues."""

    fills: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)

    def mark(self, style: str) -> Mark:
        if style not in self.marks:
            colour = (
                self.fills.get(style) or self.fills.get(self.parents.get(style, ""), "")
            ).upper()
            is_told = re.fullmatch("#[0-9A-F]{6}", colour) and colour != "#FFFFFF"
            is_struck = bool(self.struck & {style, self.parents.get(style, "")})
            mark = Mark(fill=colour if is_told else "", is_struck=is_struck)
            self.marks[style] = PLAIN if mark == PLAIN else mark
        return self.marks[style]


def _value(attrs: dict[str, str], texts: list[str]) -> Value:
    kind = attrs.get("office:value-type")
    if kind in NUMBERS and "office:value" in attrs:
        number = float(attrs["office:value"])
        return int(number) if number.is_integer() else number
    if kind == "date" and "office:date-value" in attrs:
        return _day(attrs["office:date-value"])
    if kind == "time" and (told := DURATION.fullmatch(attrs.get("office:time-value", ""))):
        hours, minutes, seconds = map(int, told.groups()[1:])
        return time_of((hours * 3600 + minutes * 60 + seconds) * (-1 if told[1] else 1))
    if kind == "boolean":
        return attrs.get("office:boolean-value") == "true"
    return "\n".join(texts) or None


def _day(told: str) -> Value:
    try:
        return datetime.datetime.fromisoformat(told[:19])
    except ValueError:
        return OUT_OF_DATES
