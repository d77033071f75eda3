"""Small lists of other hands, and what is read of them."""

import io

from openpyxl import Workbook, load_workbook

from labelling.path.stock.files.issues import Status
from labelling.path.stock.imports.records import read_records

TITLES = ["Code", "Résidence", "Ville", "CP", "Logements"]
FIRST = ["K1", "Les Halles", "Gex", "01170", 12]
SECOND = ["K2", "Le Verger", "Oyonnax", "01100", 30]
QUIET = {"INSEE_RETROUVE", "LIGNE_VIDE", "COMMUNE_NORMALISEE", "CELLULE_FUSIONNEE", "NOMBRE_TEXTE"}


def workbook(change=None, **sheets):
    """An XLSX of these sheets, {name: rows}."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for cells in rows:
            page.append(cells)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def kept(content, *names):
    """Of each residence, these values."""
    lines = [one for one in read_records(content, 2026).lines if one.status != Status.IGNORED]
    return [tuple(line.values[name] for name in names) for line in lines]


def told(content):
    """(row, column, code) of what is said of the lines, the usual left out."""
    lines = read_records(content, 2026).lines
    return [
        (line.number, issue.column, issue.code)
        for line in lines
        for issue in line.issues
        if issue.code not in QUIET
    ]


def told_of_file(content):
    issues = read_records(content, 2026).issues
    return [(one.sheet, one.row, one.column, one.code) for one in issues if one.row]


def spreadsheet_codes(content):
    """Of a file to correct."""
    sheet = load_workbook(io.BytesIO(content)).active
    return [cells[0] for cells in sheet.iter_rows(min_row=2, values_only=True)]
