"""Delimited texts (commas, semicolons, tabs): delimiter detection, cells as texts."""

import csv
import io
from collections import Counter

from portal.spreadsheets.encodings import decode
from portal.spreadsheets.sheets import (
    MAX_COLUMNS,
    Book,
    Row,
    Sheet,
    Unreadable,
    has_content,
    refuse_too_many_rows,
)

DELIMITERS = (";", ",", "\t", "|")
SAMPLE, SAMPLE_LENGTH = 20, 60_000


def read_csv(content: bytes) -> Book:
    text, encoding = decode(content)
    if text.count("\x00") or text[:2000].count("\ufffd") > 20:
        raise Unreadable("NOT_A_SHEET")
    delimiter, text = find_delimiter(text)
    rows = _rows(text, delimiter)
    return Book("csv", [Sheet("", rows)], encoding=encoding, delimiter=delimiter)


def find_delimiter(text: str) -> tuple[str, str]:
    """The delimiter that cuts the first lines most alike; « sep=; » is what Excel may write above."""
    if text.startswith("sep=") and text[4:5] in DELIMITERS:
        return text[4], "\n" + text.split("\n", 1)[-1]
    sample = "\n".join(text[:SAMPLE_LENGTH].splitlines()[:SAMPLE])
    return max(DELIMITERS, key=lambda delimiter: _worth(sample, delimiter)), text


def _worth(sample: str, delimiter: str) -> tuple[int, int]:
    """Lines cut into as many cells as most others, several of them; then the number of these cells."""
    widths = Counter(
        len(line) for line in csv.reader(io.StringIO(sample), delimiter=delimiter) if len(line) > 1
    )
    width, lines = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return lines, width


def _rows(text: str, delimiter: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if has_content(cells):
                rows.append(Row(number, tuple(cell or None for cell in cells[:MAX_COLUMNS])))
                refuse_too_many_rows(len(rows))
    except csv.Error as error:
        raise Unreadable("QUOTES", reader.line_num) from error
    return rows
