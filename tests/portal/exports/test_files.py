"""Tests of exported files: what their cells hold, in the three formats."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from odf.opendocument import load
from odf.table import TableCell
from openpyxl import load_workbook

from portal.core import clock
from portal.exports import writing
from portal.exports.columns import Column
from portal.exports.tables import FilteredList, Table
from tests.portal.exports.reading import ods_sheets, sheets

AT = datetime(2026, 11, 28, 14, 5)
ROWS = [
    SimpleNamespace(
        name="Office du Val", homes=1200, share=Decimal("12.5"), ends=date(2027, 3, 1),
        since=clock.aware(datetime(2026, 7, 1, 9, 30)), is_public=True,
    ),
    SimpleNamespace(
        name="=1+1", homes=-3, share=None, ends=None, since=clock.aware(datetime(2026, 1, 1)), is_public=False,
    ),
]  # fmt: skip
TABLE = Table(
    "essai",
    "Essai",
    (
        Column("name", "Nom", lambda one: one.name),
        Column("homes", "Logements", lambda one: one.homes),
        Column("share", "Part", lambda one: one.share),
        Column("ends", "Fin", lambda one: one.ends),
        Column("since", "Depuis", lambda one: one.since),
        Column("public", "Public", lambda one: one.is_public),
    ),
    rows=lambda user, query: ROWS,
)


def written(extension, rows=ROWS):
    seen = FilteredList(TABLE, "/espace/essai/?etat=x", {}, QueryDict("etat=x"))
    out = BytesIO()
    with clock.at(AT):
        assert writing.write(out, extension, seen, "Sonia Martin", rows) == len(rows)
    return out.getvalue()


def test_an_xlsx_holds_days_as_days_numbers_as_numbers_and_no_formula():
    assert sheets(written("xlsx"))["Essai"] == [
        ["Nom", "Logements", "Part", "Fin", "Depuis", "Public"],
        ["Office du Val", 1200, 12.5, datetime(2027, 3, 1), datetime(2026, 7, 1, 9, 30), "oui"],
        ["'=1+1", -3, None, None, datetime(2026, 1, 1), "non"],
    ]
    cells = load_workbook(BytesIO(written("xlsx")))["Essai"]
    assert {cell.data_type for row in cells.iter_rows() for cell in row} == {"s", "n", "d"}


def test_an_ods_holds_the_same():
    assert ods_sheets(written("ods"))["Essai"] == [
        ["Nom", "Logements", "Part", "Fin", "Depuis", "Public"],
        ["Office du Val", 1200, 12.5, datetime(2027, 3, 1), datetime(2026, 7, 1, 9, 30), "oui"],
        ["'=1+1", -3, None, None, datetime(2026, 1, 1), "non"],
    ]


def test_the_days_of_an_ods_are_days():
    cells = load(BytesIO(written("ods"))).getElementsByType(TableCell)
    assert [cell.getAttribute("datevalue") for cell in cells if cell.getAttribute("valuetype") == "date"] == [
        "2027-03-01", "2026-07-01T09:30:00", "2026-01-01T00:00:00",
    ]  # fmt: skip


def test_a_csv_is_what_a_french_spreadsheet_opens_by_a_double_click():
    assert written("csv").decode() == (
        "\ufeffNom;Logements;Part;Fin;Depuis;Public\r\n"
        "Office du Val;1200;12,5;01/03/2027;01/07/2026 09:30;oui\r\n"
        "'=1+1;-3;;;01/01/2026 00:00;non\r\n"
    )


@pytest.mark.parametrize(("extension", "read"), [("xlsx", sheets), ("ods", ods_sheets)])
def test_a_legend_says_which_list_when_by_whom_and_how_many_rows(extension, read):
    assert read(written(extension))["Légende"] == [
        ["Liste", "Essai"],
        ["Adresse", "http://127.0.0.1:8000/espace/essai/?etat=x"],
        ["Établi le", "28\u00a0novembre 2026, 14\u00a0h\u00a005"],
        ["Par", "Sonia Martin"],
        ["Filtres", "aucun"],
        ["Lignes", 2],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "#N/A"])
@pytest.mark.parametrize(("extension", "read"), [("xlsx", sheets), ("ods", ods_sheets)])
def test_a_text_that_a_spreadsheet_would_run_is_a_text(extension, read, start):
    rows = [SimpleNamespace(**vars(ROWS[0]) | {"name": f"{start}cmd()"})]

    cell = read(written(extension, rows))["Essai"][1][0]

    assert cell.startswith(("'", "#N/Acmd()"))


def test_what_xml_forbids_leaves_the_cell_and_what_is_too_long_is_cut():
    rows = [SimpleNamespace(**vars(ROWS[0]) | {"name": "a\x00b\x0b" + "c" * 40_000})]

    cell = sheets(written("xlsx", rows))["Essai"][1][0]

    assert (cell[:4], len(cell), cell[-1]) == ("a b ", 32_001, "…")


def test_no_row_gives_the_titles_and_the_legend():
    assert [len(rows) for rows in sheets(written("xlsx", [])).values()] == [1, 6]
    assert [len(rows) for rows in ods_sheets(written("ods", [])).values()] == [1, 6]
