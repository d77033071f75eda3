"""XLSX reader: values, formulas, merges, marks, hidden rows and columns, in one pass over each sheet."""

import io
import warnings
from typing import IO

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from portal.spreadsheets.sheets import Book, IgnoredSheet, Sheet, Unreadable
from portal.spreadsheets.xlsx.marks import Marks
from portal.spreadsheets.xlsx.parsing import LAST_ROW, Cells, SheetPart, read_strings

MOST_COUNTED = 2 * LAST_ROW  # of rows of all sheets, up to their last ones, blank or not
CHART = "chartsheet"


def read_xlsx(content: bytes, with_marks: bool = False, with_hidden: bool = False) -> Book:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions
        return _read(io.BytesIO(content), with_marks, with_hidden)


def _read(file: IO[bytes], with_marks: bool, with_hidden: bool) -> Book:
    book = Book("xlsx", [])
    source = _opened(file)
    marks = Marks(source.wb) if with_marks else None
    cells = Cells(source.wb, source.shared_strings)
    counted = already_read = 0
    for told, relation in source.parser.find_sheets():
        if relation.target not in source.valid_files or CHART in relation.Type:
            continue
        if (is_hidden := told.state != "visible") and not with_hidden:
            book.ignored.append(IgnoredSheet(told.name, "feuille masquée"))
            continue
        part = SheetPart(cells, marks, relation.target, already_read)
        with source.archive.open(relation.target) as stream:
            part.read(stream)
        counted += part.number
        if counted > MOST_COUNTED:
            raise Unreadable("BOMB")
        already_read += len(part.rows)
        hidden = frozenset(part.hidden_columns)
        merges = tuple(part.merges.ranges)
        book.sheets.append(Sheet(told.name, part.rows, is_hidden, hidden, merges))
    return book


def _opened(file: IO[bytes]) -> ExcelReader:
    """Its sheets, styles and theme: openpyxl reads the cells themselves ten times as slowly, and twice."""
    source = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
    source.read_manifest()
    source.shared_strings = read_strings(source)
    source.read_workbook()
    source.read_theme()
    apply_stylesheet(source.archive, source.wb)
    return source
