"""Sample files built in memory: lists of residences as XLSX, ODS or CSV, and hostile archives."""

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook

from labelling.path.stock.files.checks import check
from labelling.path.stock.scores import Scale
from portal.spreadsheets.reading import read

FOLDER = Path(__file__).parents[2] / "data" / "residences"
HEADER = ["Référence", "Nom", "Adresse", "CP", "Commune", "Code Insee", "Logements", "Année", "QPV"]
GOOD = ["R-1", "Les Tilleuls", "4 rue A", "01000", "Bourg-en-Bresse", "01053", 48, 1968, "Oui"]


def sample(name):
    return (FOLDER / name).read_bytes()


def row(**changes):
    """A good row, changed by the folded name of its column: row(code="R-2", homes=0)."""
    names = "code name address postcode commune insee homes built_year is_qpv".split()
    return [changes.get(name, value) for name, value in zip(names, GOOD, strict=True)]


def xlsx(*rows, header=HEADER, change=None):
    """`change` receives the workbook before it is saved."""
    book = Workbook()
    for cells in (header, *rows):
        book.active.append(cells)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_file(*rows, header=HEADER, delimiter=";"):
    lines = (
        delimiter.join("" if cell is None else str(cell) for cell in cells)
        for cells in (header, *rows)
    )
    return "\r\n".join(lines).encode()


def rezipped(content, changes=None, added=None):
    """The same archive with parts changed (name → function of bytes) or added (name → bytes)."""
    changes, file = changes or {}, io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda part: part)(old.read(name)))
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return file.getvalue()


def ods(body, styles=""):
    """An ODS whose content.xml holds the given tables."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return file.getvalue()


def report_of(*rows, **kwargs):
    """What is said of a list of these rows in 2026."""
    return check(read(xlsx(*rows, **kwargs)), this_year=2026, scale=Scale())


def only_line(**changes):
    return report_of(row(**changes)).lines[0]


def told(line):
    return [(issue.column, issue.code, issue.severity) for issue in line.issues]
