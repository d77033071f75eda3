"""Corrected file: same columns, what is left to correct, no formula."""

import io

import pytest
from openpyxl import load_workbook

from labelling.path.stock.files.checks import check
from labelling.path.stock.files.issues import Status
from labelling.path.stock.files.writing import TO_CORRECT, corrected_file, neutral
from labelling.path.stock.scores import Scale
from portal.spreadsheets.reading import read
from tests.labelling.stock.files import HEADER, row, sample, xlsx


def exported(report, **kwargs):
    return load_workbook(io.BytesIO(corrected_file(report, report.lines, **kwargs))).active


def values(sheet):
    return [tuple(cell.value for cell in cells) for cells in sheet.iter_rows()]


def test_the_columns_are_kept_and_one_is_added():
    sheet = exported(check(read(xlsx(row(homes=0))), this_year=2026, scale=Scale()))
    header, line = values(sheet)
    assert header == (*HEADER, TO_CORRECT)
    assert line[-1] == "La résidence compte zéro logement. Corrigez le nombre ou retirez la ligne."


def test_corrections_are_made_and_doubts_are_told():
    report = check(read(xlsx(row(insee=1053, is_qpv=None))), this_year=2026, scale=Scale())
    line = values(exported(report))[1]
    assert line[5] == "01053"
    assert line[-1].startswith("À confirmer\u00a0: QPV")


def test_only_errors_may_be_asked_for():
    report = check(
        read(xlsx(row(), row(code="R-2", name="Autre", homes=0))), this_year=2026, scale=Scale()
    )
    assert [line[0] for line in values(exported(report, only_errors=True))[1:]] == ["R-2"]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-x", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_looks_like_a_formula_is_neutralised(text):
    assert neutral(text) == f"'{text}"


def test_a_control_character_does_not_stop_the_export():
    assert neutral("a\x00b\x0bc") == "a b c"


def test_every_text_of_the_export_is_a_string_cell():
    report = check(read(sample("parc-sale.xlsx")), this_year=2026, scale=Scale())
    cells = [
        cell for cells in exported(report).iter_rows() for cell in cells if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not [
        cell.value for cell in cells if cell.data_type == "s" and cell.value[0] in "=+-@\t\r"
    ]


def test_the_corrected_file_read_again_has_fewer_corrections_and_the_same_homes():
    first = check(read(sample("parc-sale.xlsx")), this_year=2026, scale=Scale())
    again = check(read(corrected_file(first, first.lines)), this_year=2026, scale=Scale())
    assert again.homes == first.homes
    assert again.counts[Status.CORRECTED] <= 1
    assert again.counts[Status.ERROR] == first.counts[Status.ERROR]
