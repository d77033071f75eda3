"""Lines of a sheet: its rows but titles, totals and legends, read word by word with their place."""

import datetime
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

from labelling.cells import Reading, fold, is_blank, text_of
from labelling.steering.history_import.files.issues import Issue, issue_of
from labelling.steering.history_import.files.sheets import SheetReading, SkippedRow
from labelling.steering.history_import.files.vocabulary import ORGANISMS
from portal.spreadsheets.sheets import Mark, Row, Value, is_ditto

TOTAL = re.compile(r"(?:s(?:ous)?[ -]?)?(?:total|totaux)\b|moyenne\b|somme\b|nombre d")
SHEET_ERROR = re.compile(
    r"#(DIV/0!|REF!|N/A|NA|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!)|Err:\d+"
)


@dataclass(slots=True)
class Line:
    """One row under the titles; its issues are told with it, or forgotten with it."""

    sheet: SheetReading
    row: Row
    above: dict[str, object]  # what the line above kept, for « idem »
    issues: list[Issue] = field(default_factory=list)
    remarks: list[dict] = field(default_factory=list)
    kept: dict[str, object] = field(default_factory=dict)

    def raw(self, word: str) -> Value:
        column = self.sheet.column(word)
        return self.row.cell(column.index) if column else None

    def text(self, word: str) -> str:
        return text_of(self.raw(word))

    def mark(self, word: str) -> Mark:
        return self.row.mark(self.sheet.column(word).index)

    def has(self, word: str) -> bool:
        return not is_blank(self.raw(word))

    def take(self, word: str, read: Callable[[Value], Reading], *, read_as: object = None):
        """What is kept of the cell; its anomaly is told, its remark is set apart."""
        raw = self.raw(word)
        if is_ditto(raw):
            reading = Reading(self.above.get(word), "IDEM")
        elif isinstance(raw, str) and SHEET_ERROR.fullmatch(raw.strip()):
            reading = Reading(code="FORMULE_EN_ERREUR")
        else:
            reading = read(raw)
        if reading.code:
            shown = plain(raw) if read_as is None else read_as
            self.tell(word, reading.code, *reading.told, read=shown, kept=reading.kept)
        if reading.remark:
            self.remark(word, reading.remark)
        self.kept[word] = reading.kept
        return reading.kept

    def tell(self, word: str | None, code: str, *told, read=None, kept=None) -> None:
        column = self.sheet.column(word) if word else None
        title, letter = (column.title, column.letter) if column else (None, "")
        place = (self.sheet.name, self.row.number, title, letter)
        self.issues.append(issue_of(*place, code, *told, read=read, kept=kept))

    def remark(self, word: str, text: str, kind: str = "cell") -> None:
        column = self.sheet.column(word)
        place = {"sheet": self.sheet.name, "row": self.row.number, "column": column.title}
        self.remarks.append(place | {"kind": kind, "text": text})

    def is_name_alone(self) -> bool:
        filled = [cell for index, cell in enumerate(self.row.cells) if index not in self.row.merged]
        return sum(not is_blank(cell) for cell in filled) == 1

    def take_comments(self) -> bool:
        """The comments of the row's cells; whether there are any."""
        titles = {column.index: column.title for column in self.sheet.columns}
        found = [(index, mark.comment) for index, mark in self.row.marks.items() if mark.comment]
        for index, text in found:
            place = {"sheet": self.sheet.name, "row": self.row.number, "column": titles.get(index)}
            self.remarks.append(place | {"kind": "comment", "text": text})
        return bool(found)


def lines_of(reading: SheetReading, legend_rows: Container[int] = ()) -> Iterator[Line]:
    """What is not a line is told in `reading.skipped`."""
    above: dict[str, object] = {}
    for row in reading.sheet.rows:
        if row.number <= reading.header_row:
            continue
        if why := "légende" if row.number in legend_rows else _not_a_line(row, reading):
            text = next((text for cell in row.cells if (text := text_of(cell))), "")
            reading.skipped.append(SkippedRow(row.number, why, text[:80]))
            continue
        line = Line(reading, row, above)
        if row.is_hidden:
            line.tell(None, "LIGNE_MASQUEE")
        yield line
        above = line.kept


def _not_a_line(row: Row, reading: SheetReading) -> str:
    filled = [
        (index, cell)
        for index, cell in enumerate(row.cells)
        if not is_blank(cell) and index not in row.merged
    ]
    if not filled:
        return "ligne vide"
    index, first = filled[0]
    name = reading.column("name")
    if isinstance(first, str) and TOTAL.match(fold(first)):
        return "total"
    again = sum(
        column.title == row.cell(column.index) for column in reading.columns if column.title
    )
    if again >= max(2, len(reading.columns) // 2):
        return "titres répétés"
    is_alone = len(filled) == 1
    if is_alone and (index != name.index or reading.kind != ORGANISMS):
        return "titre ou note"
    return ""


def plain(value: Value) -> object:
    """As JSON holds it; a day in ISO form."""
    if value is None or isinstance(value, str | int | float | bool):
        return None if value == "" else value
    return value.isoformat()[:10] if isinstance(value, datetime.date) else str(value)
