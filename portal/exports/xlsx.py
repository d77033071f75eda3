"""XLSX writer of an exported table: two sheets, written as the rows are read."""

from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from portal.exports import columns

BOLD = Font(bold=True)
DAY, INSTANT = "DD/MM/YYYY", "DD/MM/YYYY HH:MM"


def write(out, title, head, lines, legend):
    """The rows, then `legend()`, asked once they are written; a text is a text, whatever it looks like."""
    return write_sheets(out, [(title, head, lines)], legend)


def write_sheets(out, sheets, legend):
    """The same of several tables, each (title, head, lines)."""
    book = Workbook(write_only=True)
    many = sum(
        _write_rows(book.create_sheet(title[:31]), head, lines) for title, head, lines in sheets
    )
    sheet = book.create_sheet("Légende")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 80
    for label, value in legend(many):
        sheet.append([_cell(sheet, label, bold=True), _cell(sheet, value)])
    book.save(out)
    return many


def _write_rows(sheet, head, lines):
    lines = iter(lines)
    first = list(islice(lines, columns.SAMPLE))
    for number, width in enumerate(columns.measure_widths(head, first), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, title, bold=True) for title in head])
    many = 0
    for line in chain(first, lines):
        sheet.append([_cell(sheet, value) for value in line])
        many += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{many + 1}"
    return many


def _cell(sheet, value, *, bold=False):
    is_text = isinstance(value, str)
    if value is None or (not is_text and not hasattr(value, "strftime")):
        return value
    cell = WriteOnlyCell(sheet, value)
    if is_text:
        if not bold and "\n" not in value and not value.startswith(("=", "#")):
            return value
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text="\n" in value, vertical="top")
        if bold:
            cell.font = BOLD
    else:
        cell.number_format = INSTANT if hasattr(value, "hour") else DAY
    return cell
