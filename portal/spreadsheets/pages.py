"""Tables of a web page, which many programs name .xls: each is a sheet, its cells are texts."""

import re
from html.parser import HTMLParser

from portal.spreadsheets.encodings import decode
from portal.spreadsheets.sheets import (
    MAX_COLUMNS,
    Book,
    Mark,
    Row,
    Sheet,
    Unreadable,
    Value,
    has_content,
    letter_of,
    refuse_too_many_rows,
    trimmed,
)

MAX_SPAN = 1_000
CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(#[0-9a-fA-F]{6})\b")
STYLE_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
UNSEEN = {"script", "template"}


def read_html(content: bytes) -> Book:
    """Tables inside a table are read as the text of their cell."""
    text, encoding = _decoded(content)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if not reader.sheets:
        raise Unreadable("WEB_PAGE")
    return Book("html", reader.sheets, encoding=encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    """What the page says of its encoding, when that is true."""
    if declared := CHARSET.search(content[:4096]):
        encoding = declared[1].decode().lower()
        try:
            return content.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self.fills: dict[str, str] = {}
        self.depth = self.total = 0
        self.inside = ""  # the element whose text is not of a cell
        self.cells: dict[int, Value] = {}
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in UNSEEN or tag in ("style", "caption"):
            self.inside = tag
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheet = Sheet(f"Tableau {len(self.sheets) + 1}", [])
                self.number, self.spans, self.merges = 0, {}, []
        elif self.depth != 1:
            return
        elif tag == "tr":
            self.start_row()
        elif tag in ("td", "th"):
            self.start_cell(said)
        elif tag == "br" and self.text is not None:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""
        elif tag == "table" and self.depth:
            self.depth -= 1
            if not self.depth:
                self.end_table()
        elif self.depth == 1 and tag in ("td", "th"):
            self.end_cell()
        elif self.depth == 1 and tag == "tr":
            self.end_row()

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            rules = STYLE_RULE.findall(data)
            self.fills |= {name: m[1] for name, rule in rules if (m := BACKGROUND.search(rule))}
        elif self.inside == "caption" and self.depth == 1 and data.strip():
            self.sheet.name = " ".join(data.split())
        elif self.text is not None and not self.inside:
            self.text.append(re.sub(r"\s+", " ", data))

    def start_row(self) -> None:
        self.end_row()
        self.number += 1
        self.cells, self.marks, self.merged = {}, {}, {}
        for index, (last, value, place) in list(self.spans.items()):
            if self.number > last:
                del self.spans[index]
            else:
                self.cells[index], self.merged[index] = value, place

    def start_cell(self, said: dict[str, str]) -> None:
        self.end_cell()
        if not self.number:
            self.start_row()
        self.index = next(index for index in range(MAX_COLUMNS + 1) if index not in self.cells)
        self.text, self.said = [], said

    def end_cell(self) -> None:
        if self.text is None:
            return
        value, index, said = _spaced("".join(self.text)), self.index, self.said
        self.text = None
        wide, high = _span(said, "colspan"), _span(said, "rowspan")
        place = (
            f"{letter_of(index)}{self.number}:{letter_of(index + wide - 1)}{self.number + high - 1}"
        )
        if wide > 1 or high > 1:
            self.merges.append(place)
        if high > 1 and wide == 1:
            self.spans[index] = (self.number + high - 1, value, place)
        for column in range(index, min(index + wide, MAX_COLUMNS)):
            self.cells[column] = value if column == index else None
        if fill := self.fill_of(said):
            self.marks[index] = Mark(fill=fill)

    def fill_of(self, said: dict[str, str]) -> str:
        own = BACKGROUND.search(said.get("style", ""))
        told = own[1] if own else said.get("bgcolor", "")
        fill = told or next(
            (self.fills[c] for c in said.get("class", "").split() if c in self.fills), ""
        )
        return (
            fill.upper()
            if re.fullmatch("#[0-9a-fA-F]{6}", fill) and fill.upper() != "#FFFFFF"
            else ""
        )

    def end_row(self) -> None:
        self.end_cell()
        cells = [self.cells.get(index) for index in range(max(self.cells, default=-1) + 1)]
        if has_content(cells):
            self.total += 1
            refuse_too_many_rows(self.total)
            row = Row(
                self.number, trimmed(cells[:MAX_COLUMNS]), merged=self.merged, marks=self.marks
            )
            self.sheet.rows.append(row)
        self.cells = {}

    def end_table(self) -> None:
        self.end_row()
        self.sheet.merges = tuple(self.merges)
        if self.sheet.rows:
            self.sheets.append(self.sheet)


def _span(said: dict[str, str], name: str) -> int:
    number = said.get(name, "1").strip()
    return min(max(int(number), 1), MAX_SPAN) if number.isdecimal() else 1


def _spaced(text: str) -> str | None:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line) or None
