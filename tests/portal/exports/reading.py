"""Reading of exported files, to compare them with what a page shows, and their way back."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
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


AGAIN, WRITE = "/espace/tableaux/relire/", "/espace/tableaux/relire/ecrire/"
LIST = "/espace/organismes/"  # handed back


def handed_back(client, address, change=None, extension="xlsx"):
    """The answer to the export of a list, corrected by `change(sheet)`."""
    body = export(client, address, extension).body
    return send(client, changed(body, change) if change else body, f"t.{extension}")


def changed(body, change):
    """An XLSX whose first sheet was changed."""
    book = load_workbook(BytesIO(body))
    change(book.worksheets[0])
    book.save(out := BytesIO())
    return out.getvalue()


def send(client, body, name="t.xlsx", address=AGAIN):
    return client.post(address, {"file": SimpleUploadedFile(name, body)})


def compared(answer):
    return answer.context["preview"]["made"]


def column(sheet, title):
    return next(n for n, cell in enumerate(sheet[1], 1) if cell.value == title)


def write(client, answer, rows=None):
    """The confirmation of all the rows that may be written, or of these."""
    preview = answer.context["preview"]
    rows = [line.key for line in preview["made"].writable] if rows is None else rows
    return client.post(WRITE, {"sealed": preview["sealed"], "rows": rows}, follow=True)
