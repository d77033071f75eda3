"""Reading of exported files, to compare them with what a page shows."""

from io import BytesIO

from openpyxl import load_workbook

from portal.spreadsheets.ods.reading import read_ods


def export(client, address, extension="xlsx"):
    """The answer to the link of a list's page."""
    response = client.get(f"/espace/tableaux/{extension}{address}")
    response.body = b"".join(response) if response.streaming else response.content
    return response


def sheets(body):
    """{title: [row, …]} of an XLSX."""
    book = load_workbook(BytesIO(body))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def ods_sheets(body):
    book = read_ods(body)
    return {sheet.name: [list(row.cells) for row in sheet.rows] for sheet in book.sheets}


def rows_of(client, address):
    """The rows of a list, as dicts by title."""
    found = next(iter(sheets(export(client, address).body).values()))
    return [dict(zip(found[0], row, strict=True)) for row in found[1:]]
