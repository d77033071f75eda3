"""Small workbooks of the tests: sheets of rows, with their merged ranges and their colours."""

import datetime
import io

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from labelling.steering.history_import.reader.records import Register, read_register

TODAY = datetime.date(2026, 12, 1)


def make_book(sheets: dict[str, list], *, merged=(), colours=(), comments=()) -> bytes:
    """`merged`: (sheet, range); `colours`: (sheet, cell, RGB); `comments`: (sheet, cell, text)."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for name, place in merged:
        book[name].merge_cells(place)
    for name, place, colour in colours:
        book[name][place].fill = PatternFill("solid", fgColor=colour)
    for name, place, text in comments:
        book[name][place].comment = Comment(text, "test")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_book(sheets: dict[str, list], **marks) -> Register:
    return read_register(make_book(sheets, **marks), TODAY)


def facts_of(register: Register) -> list[tuple]:
    """(organism, kind, date, opinion) of each fact."""
    return [(name, one.kind, one.date, one.outcome) for name, one in register.facts]


def standing(register: Register) -> dict[str, tuple]:
    """{organism: (status, start, end of the label)}."""
    return {one.identity.name: (one.status, one.start, one.end) for one in register.organisms}
