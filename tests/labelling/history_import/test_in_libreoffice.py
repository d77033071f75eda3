"""ODS files of the portal opened by LibreOffice: a file handed back with its remarks, a list exported."""

import io
import os
import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.datetime import to_excel

from portal.spreadsheets import reading
from tests.labelling.history_import.files import milestones_file
from tests.labelling.history_import.test_handing_back import download, sent
from tests.labelling.history_import.test_handing_back_ods import marks

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OFFICE = shutil.which("soffice")
MISSING = "LibreOffice est introuvable : « apt-get install libreoffice-calc-nogui » (Debian)."


@pytest.fixture
def opened(tmp_path):
    """`opened(content)`: the workbook that LibreOffice makes of an ODS."""
    if OFFICE is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)

    def convert(content):
        (tmp_path / "file.ods").write_bytes(content)
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        command = [OFFICE, home, "--headless", "--convert-to", "xlsx", "file.ods"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        return load_workbook(io.BytesIO((tmp_path / "file.xlsx").read_bytes()))

    return convert


def test_a_file_handed_back_opens_with_its_cells_and_its_remarks(signed_in, sonia, opened):
    office = signed_in(sonia)
    one = sent(office, milestones_file.make()[0], "suivi.ods")
    content = download(office, one).content

    book = opened(content)

    ours = reading.read(content)
    assert book.sheetnames == [sheet.name for sheet in ours.sheets]
    for sheet in ours.sheets[1:]:
        page = book[sheet.name]
        for row in sheet.rows:
            there = [page.cell(row.number, n) for n in range(1, len(row.cells) + 1)]
            pairs = zip(there, row.cells, strict=True)
            kept = [pair for pair in pairs if not isinstance(pair[0], MergedCell)]
            assert [plain(cell.value) for cell, _ in kept] == [plain(said) for _, said in kept]
    told = {
        (page.title, cell.row, cell.column - 1)
        for page in book.worksheets[1:]
        for cells in page.iter_rows()
        for cell in cells
        if cell.comment
    }
    assert told == set(marks(content))


def test_a_list_exported_opens_with_its_titles_dates_and_legend(signed_in, sonia, dossier, opened):
    address = "/espace/tableaux/ods/espace/dossiers/"
    content = signed_in(sonia).get(address).content

    book = opened(content)

    ours = reading.read(content)
    assert book.sheetnames == [sheet.name for sheet in ours.sheets]
    rows = [
        [plain(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    assert rows == [[plain(value) for value in row.cells] for row in ours.sheets[0].rows]
    assert dossier.reference in rows[1]


def plain(value):
    """A whole number is one with or without its point; a day is its number, whatever the format of its cell."""
    if isinstance(value, date):
        value = to_excel(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value or ""
