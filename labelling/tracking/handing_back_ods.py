"""An ODS handed back as an ODS: each remark an annotation of its cell, and a first sheet that lists them all."""

from functools import partial

from openpyxl.utils.cell import column_index_from_string

from labelling.tracking.told_remarks import (
    AUTHOR,
    HEAD,
    PALE,
    WIDTHS,
    by_cell,
    colour,
    comment,
    link,
    listed,
)
from portal.spreadsheets import our_remarks
from portal.spreadsheets.ods_editing import Cell, OdsFile


def handed_back(source, rows):
    """With its own looks, its formulas replaced by what they gave."""
    found = OdsFile(source)
    found.remove_sheets(our_remarks.is_ours)
    by_sheet = {}
    for (sheet, row, letter), told in by_cell(rows).items():
        place = row, column_index_from_string(letter) - 1
        by_sheet.setdefault(sheet, {})[place] = partial(_said, told), f"#{colour(told)}"
    for sheet, places in by_sheet.items():
        found.annotate(sheet, places, AUTHOR)
    head = [Cell(title) for title in HEAD]
    found.add_first(our_remarks.SHEET, head, WIDTHS, [_line(row) for row in rows])
    return found.save()


def _said(told, had):
    return comment(our_remarks.without_ours(had), told)


def _line(row):
    sheet, place, severity, *texts = listed(row)
    fill = f"#{PALE[row['severity']]}"
    address = f"#{'.'.join(link(row['sheet'], row))}"
    return [Cell(sheet), Cell(place, link=address), Cell(severity, fill=fill), *map(Cell, texts)]
