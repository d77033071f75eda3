"""XLSX export of a checked list: corrections made, and what is left to correct."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from labelling.path.stock.files.issues import Line, ReadSheet, Report, Severity, Status
from labelling.path.stock.files.sentences import plain
from portal.spreadsheets.sheets import Value

TO_CORRECT = "À corriger"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {TO_CORRECT: 80}
BOLD = Font(bold=True)
SHADES = {
    Status.ERROR: PatternFill("solid", fgColor="FBE3E0"),
    Status.WARNING: PatternFill("solid", fgColor="FFF3D6"),
}
LONGEST_CELL = 32_767


def corrected_file(report: Report, lines: Iterable[Line], only_errors: bool = False) -> bytes:
    """The columns of each sheet in their order, then « À corriger »; ignored rows are left out."""
    book = Workbook(write_only=True)
    titles = safe_titles([sheet.name for sheet in report.sheets])
    pages = [_page(book, title, read) for title, read in zip(titles, report.sheets, strict=True)]
    for line in lines:
        if line.status == Status.IGNORED or (only_errors and line.status != Status.ERROR):
            continue
        page = pages[line.sheet]
        page.append(list(_row(page, report.sheets[line.sheet], line)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _page(book: Workbook, title: str, read: ReadSheet):
    page = book.create_sheet(title)
    titles = [column.title for column in read.columns if column.title != TO_CORRECT]
    _set_widths(page, titles)
    page.append([_cell(page, name, font=BOLD) for name in (*titles, TO_CORRECT)])
    return page


def safe_titles(names: list[str]) -> list[str]:
    """Two sheets of a book never bear the same name, once cut."""
    found: list[str] = []
    for name in map(safe_title, names):
        is_taken = name.lower() in (one.lower() for one in found)
        found.append(f"{name[:27]} ({len(found) + 1})" if is_taken else name)
    return found


def to_correct(line: Line) -> str:
    """What is left for a person to do on this line; empty when nothing is."""
    kept = [issue for issue in line.issues if issue.severity == Severity.ERROR]
    doubted = [
        issue for issue in line.issues if issue.severity == Severity.WARNING and not issue.is_proven
    ]
    return "\n".join(
        [issue.message for issue in kept]
        + [f"À confirmer\u00a0: {issue.message}" for issue in doubted]
    )


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula, without the characters XML forbids."""
    text = ILLEGAL_CHARACTERS_RE.sub(" ", text)[: LONGEST_CELL - 1]
    return f"'{text}" if text.startswith(DANGEROUS) else text


def safe_title(title: str) -> str:
    kept = "".join(
        " " if char in "[]:*?/\\" else char for char in ILLEGAL_CHARACTERS_RE.sub("", title)
    )
    return kept.strip("' ")[:31] or "Parc"


def _row(sheet, read: ReadSheet, line: Line) -> Iterable[WriteOnlyCell]:
    shade = SHADES.get(line.status)
    after = {
        issue.column: issue.after
        for issue in line.issues
        if issue.column and issue.after is not None
    }
    for column in read.columns:
        if column.title != TO_CORRECT:
            raw = line.cells[column.index] if column.index < len(line.cells) else None
            yield _cell(sheet, after.get(column.letter, raw), fill=shade)
    yield _cell(
        sheet, to_correct(line), fill=shade, alignment=Alignment(wrap_text=True, vertical="top")
    )


def _cell(sheet, value: Value, **style: object) -> WriteOnlyCell:
    """Numbers stay numbers; every other value is written as a text, whatever it looks like."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, bool):
        value = "Oui" if value else "Non"
    cell = WriteOnlyCell(
        sheet, value if is_number else neutral(str(plain(value) if value is not None else ""))
    )
    if not is_number:
        cell.data_type = "s"
    for name, part in style.items():
        if part is not None:
            setattr(cell, name, part)
    return cell


def _set_widths(sheet, titles: list[str]) -> None:
    for index, title in enumerate((*titles, TO_CORRECT), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = WIDTHS.get(
            title, max(12, len(title) + 2)
        )
    sheet.freeze_panes = "A2"
