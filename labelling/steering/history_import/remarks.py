"""The tracking file handed back: each remark in a comment of its cell, and a first sheet that lists them all.

An ODS comes back as it is (cell by cell, in place), anything else as an XLSX.
"""

import io
from functools import partial

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string
from openpyxl.worksheet.hyperlink import Hyperlink

from labelling.path.stock.files.writing import LONGEST_CELL, safe_title
from labelling.steering.history_import.reading import Severity
from portal.exports import ods
from portal.spreadsheets import sheets
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.ods.writing import Cell, OdsFile
from portal.spreadsheets.sheets import letter_of

AUTHOR = "Portail Quali’Hlm"
WORDS = {Severity.ERROR: "À corriger", Severity.WARNING: "À confirmer", Severity.INFO: "Compris"}
COLOURS = {Severity.ERROR: "C0392B", Severity.WARNING: "D98E04", Severity.INFO: "2E75B6"}
PALE = {Severity.ERROR: "FBE3E0", Severity.WARNING: "FFF3D6", Severity.INFO: "E3EEF8"}
HEAD = ("Feuille", "Cellule", "Gravité", "Remarque", "Lu", "Gardé", "Votre décision")
WIDTHS = (24, 10, 14, 80, 24, 24, 18)
OF_A_COMMENT = "Commentaire\u00a0:"
NAMELESS = "Fichier"  # of a text with separators, whose one sheet has no name
RANKS = list(WORDS)  # the gravest first


def by_cell(rows):
    """{(sheet, row, letter): its remarks} of those that are in a cell, less what its own comment says."""
    found = {}
    for row in rows:
        if row["letter"] and not row["message"].startswith(OF_A_COMMENT):
            found.setdefault((row["sheet"], row["row"], row["letter"]), []).append(row)
    return found


def comment(had, told):
    """The comment that the cell had, then the remarks."""
    said = [f"{WORDS[one['severity']]}\u00a0: {one['message']}" for one in told]
    return sheets.with_ours(had, said)


def colour(told):
    """Of the gravest of the remarks of a cell."""
    return COLOURS[min((one["severity"] for one in told), key=RANKS.index)]


def place(row):
    return f"{row['letter'] or 'A'}{row['row']}"


def line_texts(row):
    """The texts of its line in the first sheet."""
    return (
        row["sheet"] or NAMELESS,
        place(row),
        WORDS[row["severity"]],
        row["message"],
        _plain(row.get("read")),
        _plain(row.get("kept")),
        row["decided"],
    )


def link(sheet_name, row):
    """The address of its cell in the workbook."""
    quoted = sheet_name.replace("'", "''")
    return f"'{quoted}'", place(row)


def _plain(value):
    return "" if value is None else str(value)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@faults_refused()
def handed_back(source, book, rows):
    """(bytes, extension, media type): `source` the bytes sent, `book` what was read of them, `rows` its remarks."""
    if book.kind == "ods":
        return _handed_back_ods(source, rows), "ods", ods.MEDIA_TYPE
    found = _opened(source, book)
    for place, told in by_cell(rows).items():
        _comment(found, place, told)
    _list(found, rows)
    file = io.BytesIO()
    found.save(file)
    return file.getvalue(), "xlsx", XLSX


def _opened(source, book):
    """With its own looks where it is an XLSX, its formulas replaced by what they gave; else made from its cells."""
    if book.kind != "xlsx":
        return _made(book)
    found = load_workbook(io.BytesIO(source), data_only=True, keep_links=False)
    found.defined_names.clear()
    for name in [one.title for one in found.worksheets if sheets.is_ours(one.title)]:
        del found[name]
    for sheet in found.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "e" if cell.data_type == "e" else "s"
    return found


def _made(book):
    found = Workbook()
    found.remove(found.active)
    for sheet in book.sheets:
        made = found.create_sheet(safe_title(sheet.name or NAMELESS))
        made.sheet_state = "hidden" if sheet.is_hidden else "visible"
        for index in sheet.hidden_columns:
            made.column_dimensions[letter_of(index)].hidden = True
        for row in sheet.rows:
            _write(made, row)
        for place in sheet.merges:
            first, top, last, bottom = range_boundaries(place)
            made.merge_cells(start_row=top, end_row=bottom, start_column=first, end_column=last)
    return found


def _write(made, row):
    made.row_dimensions[row.number].hidden = row.is_hidden
    for index, value in enumerate(row.cells):
        mark = row.mark(index)
        cell = made.cell(row.number, index + 1)
        if value is not None:
            _say(cell, value)
        if mark.fill:
            cell.fill = PatternFill("solid", fgColor=mark.fill.removeprefix("#"))
        if mark.comment:
            cell.comment = Comment(mark.comment, AUTHOR)


def _say(cell, value):
    """A text stays a text, whatever it looks like."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell.value = value


def _sheet(book, name):
    return book[name] if name in book.sheetnames else book[safe_title(name or NAMELESS)]


def _comment(book, place, told):
    """In the first cell of a merged range, and around it: its own colour may mean something."""
    sheet, row, letter = place
    cell = _sheet(book, sheet)[f"{letter}{row}"]
    for merged in _sheet(book, sheet).merged_cells.ranges:
        if cell.coordinate in merged:
            cell = merged.start_cell
    had = sheets.without_ours(cell.comment.text) if cell.comment else ""
    cell.comment = Comment(comment(had, told), AUTHOR, height=40 + 40 * len(told), width=320)
    side = Side("medium", colour(told))
    cell.border = Border(left=side, right=side, top=side, bottom=side)


def _list(book, rows):
    """Before all the others, each with a link to its cell."""
    sheet = book.create_sheet(sheets.SHEET, 0)
    book.active = 0
    for rank, (title, width) in enumerate(zip(HEAD, WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, rank, title)
        cell.font = Font(bold=True)
        sheet.column_dimensions[letter_of(rank - 1)].width = width
    for number, row in enumerate(rows, start=2):
        for rank, value in enumerate(line_texts(row), start=1):
            _say(sheet.cell(number, rank), value)
            sheet.cell(number, rank).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 3).fill = PatternFill("solid", fgColor=PALE[row["severity"]])
        _link(sheet.cell(number, 2), link(_sheet(book, row["sheet"]).title, row))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letter_of(len(HEAD) - 1)}{len(rows) + 1}"


def _link(cell, place):
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location="!".join(place))
    cell.font = Font(underline="single", color="0563C1")


def _handed_back_ods(source, rows):
    """With its own looks, its formulas replaced by what they gave."""
    found = OdsFile(source)
    found.remove_sheets(sheets.is_ours)
    by_sheet = {}
    for (sheet, row, letter), told in by_cell(rows).items():
        place = row, column_index_from_string(letter) - 1
        by_sheet.setdefault(sheet, {})[place] = partial(_replace_comment, told), f"#{colour(told)}"
    for sheet, places in by_sheet.items():
        found.annotate(sheet, places, AUTHOR)
    head = [Cell(title) for title in HEAD]
    found.add_first(sheets.SHEET, head, WIDTHS, [_line(row) for row in rows])
    return found.save()


def _replace_comment(told, had):
    return comment(sheets.without_ours(had), told)


def _line(row):
    sheet, place, severity, *texts = line_texts(row)
    fill = f"#{PALE[row['severity']]}"
    address = f"#{'.'.join(link(row['sheet'], row))}"
    return [Cell(sheet), Cell(place, link=address), Cell(severity, fill=fill), *map(Cell, texts)]
