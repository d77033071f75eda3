"""Sheets of a stock file: those that hold a list, and those of them that make one stock."""

import re
from collections.abc import Sequence

from labelling.path.stock.files.columns import (
    AS_WRITTEN,
    Matching,
    Table,
    headers_of,
    ignored_of,
    recognised,
    table_of,
)
from portal.spreadsheets.sheets import Book, Row, Sheet, is_blank

NEEDED = ("code", "name", "homes")
YEAR = re.compile(r"(?:19|20)\d\d")
SAME = 0.5  # beyond this share of its references met elsewhere, a sheet tells the same residences again


def missing_fields(fields: dict[str, int]) -> list[str]:
    """What a list of residences lacks; a commune and a postal code tell the Insee code."""
    missing = [name for name in NEEDED if name not in fields]
    is_placed = "insee" in fields or {"commune", "postcode"} <= set(fields)
    return missing if is_placed else [*missing, "insee"]


def find_tables(
    book: Book, matching: Matching = AS_WRITTEN, chosen: Sequence[str] = ()
) -> tuple[list[Table], tuple[str, ...]]:
    """The tables that are read, in the order of the file, and the names of all sheets that hold a list.

    Without a choice: the sheets that tell other residences than those before them, the latest year first.
    """
    headers = headers_of(book, matching)
    read = [pair for pair in headers if pair[0].name in chosen]
    told: dict[str, str] = {}
    if not read:
        read, told = _proposed(headers, matching)
    tables = [table_of(book, sheet, header, matching) for sheet, header in read]
    tables[0].ignored_sheets = ignored_of(book, headers, [sheet for sheet, _header in read])
    for name, twin in told.items():
        tables[0].findings.tell(
            None, *(("AUTRE_FEUILLE.same", name, twin) if twin else ("AUTRE_FEUILLE", name))
        )
    return tables, tuple(sheet.name for sheet, _header in headers)


def _proposed(
    headers: list[tuple[Sheet, Row]], matching: Matching
) -> tuple[list[tuple[Sheet, Row]], dict[str, str]]:
    """The sheets to read, and those left: {name: the sheet that tells the same residences, or ""}."""
    richest = max(headers, key=lambda pair: len(recognised(pair[1].cells, matching)))
    whole = [pair for pair in headers if not missing_fields(recognised(pair[1].cells, matching))]
    read: list[tuple[Sheet, Row]] = []
    twins: dict[str, str] = {}
    codes_of: dict[str, set[str]] = {}
    for sheet, header in sorted(whole, key=lambda pair: -_year(pair[0].name)):
        codes = _codes(sheet, header, matching)
        twin = next((n for n, c in codes_of.items() if len(codes & c) > SAME * len(codes)), None)
        if twin is None:
            codes_of[sheet.name] = codes
            read.append((sheet, header))
        else:
            twins[sheet.name] = twin
    read = [pair for pair in headers if pair in read] or [richest]
    left = [sheet.name for sheet, header in headers if (sheet, header) not in read]
    return read, {name: twins.get(name, "") for name in left}


def _year(name: str) -> int:
    """Without one, it is the list of today."""
    return max(map(int, YEAR.findall(name)), default=9999)


def _codes(sheet: Sheet, header: Row, matching: Matching) -> set[str]:
    index = recognised(header.cells, matching)["code"]
    cells = (row.cell(index) for row in sheet.rows if row.number > header.number)
    return {str(cell).strip().upper() for cell in cells if not is_blank(cell)}
