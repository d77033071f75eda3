"""ODS reader in one pass, without loading the whole document."""

import datetime
import io
import zipfile
from xml.parsers import expat

from openpyxl.utils import get_column_letter

from portal.spreadsheets.archives import damaged
from portal.spreadsheets.sheets import (
    MAX_COLUMNS,
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

NUMBERS = {"float", "percentage", "currency"}
NOT_CELL_TEXT = {"office:annotation", "draw:frame", "table:shapes", "draw:custom-shape"}
MAX_SPAN = 1_000


def read_ods(content: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Unreadable("PROTECTED")
        reader = _Reader()
        try:
            with archive.open("content.xml") as part:
                reader.parser.ParseFile(part)
        except (expat.ExpatError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise damaged() from error
    return Book("ods", reader.sheets, reader.ignored)


class _Reader:
    """Follows the elements of content.xml; prefixes are those every producer writes."""

    def __init__(self):
        self.sheets: list[Sheet] = []
        self.ignored: list[IgnoredSheet] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.table: Sheet | None = None
        self.skipped = 0  # depth inside a comment or a drawing
        self.total = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if self.skipped or name in NOT_CELL_TEXT:
            self.skipped += 1
        elif action := getattr(self, "start_" + name.partition(":")[2].replace("-", "_"), None):
            action(attrs)

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif action := getattr(self, "end_" + name.partition(":")[2].replace("-", "_"), None):
            action()

    def start_style(self, attrs: dict[str, str]) -> None:
        self.style = attrs.get("style:name", "")

    def start_table_properties(self, attrs: dict[str, str]) -> None:
        if attrs.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def start_table(self, attrs: dict[str, str]) -> None:
        name = attrs.get("table:name", "")
        self.table, self.number, self.spans = Sheet(name, []), 0, {}
        if attrs.get("table:style-name") in self.hidden_styles:
            self.ignored.append(IgnoredSheet(name, "feuille masquée"))
        else:
            self.sheets.append(self.table)

    def start_table_row(self, attrs: dict[str, str]) -> None:
        self.repeated_rows = int(attrs.get("table:number-rows-repeated", 1))
        self.is_hidden = attrs.get("table:visibility", "visible") != "visible"
        self.cells: list[Value] = []
        self.formulas: dict[int, str] = {}
        self.merged: dict[int, str] = {}

    def start_table_cell(self, attrs: dict[str, str]) -> None:
        self.attrs, self.texts = attrs, []

    def start_covered_table_cell(self, attrs: dict[str, str]) -> None:
        self.attrs, self.texts = attrs, []

    def start_p(self, attrs: dict[str, str]) -> None:
        if self.table is not None:
            self.texts.append("")
            self.parser.CharacterDataHandler = self.add_text

    def add_text(self, text: str) -> None:
        if not self.skipped and self.texts:
            self.texts[-1] += text

    def start_s(self, attrs: dict[str, str]) -> None:
        self.add_text(" " * min(int(attrs.get("text:c", 1)), 100))

    def start_tab(self, attrs: dict[str, str]) -> None:
        self.add_text("\t")

    def start_line_break(self, attrs: dict[str, str]) -> None:
        self.add_text("\n")

    def end_p(self) -> None:
        self.parser.CharacterDataHandler = None

    def end_table_cell(self) -> None:
        index = len(self.cells)
        value = _value(self.attrs, self.texts)
        if formula := self.attrs.get("table:formula"):
            self.formulas[index] = "=" + formula.partition("=")[2]
        height = int(self.attrs.get("table:number-rows-spanned", 1))
        if 1 < height <= MAX_SPAN and self.attrs.get("table:number-columns-spanned", "1") == "1":
            self.spans[index] = (self.number + 1, self.number + height, value)
        self.add_cells(value)

    def end_covered_table_cell(self) -> None:
        first, last, value = self.spans.get(len(self.cells), (0, 0, None))
        if first <= self.number + 1 <= last:
            letter = get_column_letter(len(self.cells) + 1)
            self.merged[len(self.cells)] = f"{letter}{first}:{letter}{last}"
        self.add_cells(value if first <= self.number + 1 <= last else None)

    def add_cells(self, value: Value) -> None:
        repeated = int(self.attrs.get("table:number-columns-repeated", 1))
        self.cells.extend([value] * min(repeated, MAX_COLUMNS - len(self.cells)))

    def end_table_row(self) -> None:
        if has_content(self.cells) or self.formulas:
            self.total += self.repeated_rows
            refuse_too_many_rows(self.total)
            cells = trimmed(self.cells)
            for number in range(self.number + 1, self.number + self.repeated_rows + 1):
                self.table.rows.append(
                    Row(number, cells, self.is_hidden, self.formulas, self.merged)
                )
        self.number += self.repeated_rows

    def end_table(self) -> None:
        self.table = None


def _value(attrs: dict[str, str], texts: list[str]) -> Value:
    kind = attrs.get("office:value-type")
    if kind in NUMBERS and "office:value" in attrs:
        number = float(attrs["office:value"])
        return int(number) if number.is_integer() else number
    if kind == "date" and "office:date-value" in attrs:
        return datetime.datetime.fromisoformat(attrs["office:date-value"][:19])
    if kind == "boolean":
        return attrs.get("office:boolean-value") == "true"
    return "\n".join(texts) or None
