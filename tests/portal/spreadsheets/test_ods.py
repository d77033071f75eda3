"""ODS read in one pass: text outside of the cells, what another file lent, days and times of every kind."""

import datetime

import pytest

from portal.spreadsheets.reading import read
from tests.labelling.stock.files import ods, rezipped, sample

WHOLE = {"with_marks": True, "with_hidden": True}
NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "style", "text")
)
# The header and the footer of the page « Report », which LibreOffice writes in each of its files.
PAGE_STYLES = (
    f"<office:document-styles{NAMES}><office:master-styles><style:master-page><style:header><text:p>"
    "<text:sheet-name>???</text:sheet-name><text:s/>(<text:title>???</text:title>)<text:tab/><text:line-break/>"
    "</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
)


def table(*cells, before="", name="Suivi"):
    return f'<table:table table:name="{name}">{before}<table:table-row>{"".join(cells)}</table:table-row></table:table>'


def cell(text="", **facts):
    said = "".join(f' office:{name.replace("_", "-")}="{value}"' for name, value in facts.items())
    return f"<table:table-cell{said}><text:p>{text}</text:p></table:table-cell>"


def cells(body):
    return [row.cells for sheet in read(ods(body), **WHOLE).sheets for row in sheet.rows]


def test_the_header_of_a_page_style_is_no_text_of_a_cell():
    content = rezipped(ods(table(cell("Morvan"))), added={"styles.xml": PAGE_STYLES.encode()})

    assert [row.cells for row in read(content, **WHOLE).sheets[0].rows] == [("Morvan",)]


def test_a_file_that_libreoffice_saved_is_read_with_its_marks():
    assert len(read(sample("parc-312-residences.ods"), **WHOLE).sheets[0].rows) == 313


def test_spaces_tabs_and_line_breaks_of_a_cell_are_kept():
    said = 'Deux<text:s text:c="2"/>espaces<text:tab/>et<text:line-break/>deux lignes</text:p><text:p>ou trois'

    assert cells(table(cell(said))) == [("Deux  espaces\tet\ndeux lignes\nou trois",)]


@pytest.mark.parametrize(
    "body",
    [
        f"<text:p>Avant<text:s/></text:p>{table(cell('a'))}<text:p>Après<text:s/></text:p>",
        table(
            "<text:p>Entre deux<text:s/></text:p>",
            cell("a"),
            "<text:p>cellules<text:tab/></text:p>",
        ),
        table(cell("a"), before="<office:forms><text:p>Bouton<text:s/></text:p></office:forms>"),
    ],
)
def test_text_that_stands_outside_of_a_cell_is_left(body):
    assert cells(body) == [("a",)]


def test_the_text_of_a_drawing_within_a_text_is_left():
    drawn = "Avant <draw:frame xmlns:draw='x'><text:p>Logo<text:s/></text:p></draw:frame>après"

    assert cells(table(cell(drawn))) == [("Avant après",)]


def test_the_copy_of_a_sheet_of_another_file_is_no_sheet():
    lent = table(cell("b"), before="<table:table-source/>", name="'file:///C:/parc.ods'#Parc")
    linked = (
        f"<table:dde-links><table:dde-link>{table(cell('c'))}</table:dde-link></table:dde-links>"
    )

    assert cells(table(cell("a")) + lent + linked) == [("a",)]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (
            cell("02/03/24", value_type="date", date_value="2024-03-02"),
            datetime.datetime(2024, 3, 2),
        ),
        (
            cell("x", value_type="date", date_value="2024-03-02T10:30:00.5"),
            datetime.datetime(2024, 3, 2, 10, 30),
        ),
        (cell("x", value_type="date", date_value="12024-03-02"), "#VALUE!"),
        (cell("x", value_type="date", date_value="-044-03-15"), "#VALUE!"),
        (cell("09:30", value_type="time", time_value="PT09H30M00S"), datetime.time(9, 30)),
        (cell("26:30", value_type="time", time_value="PT26H30M00S"), "26:30:00"),
        (cell("x", value_type="time", time_value="-PT01H00M05S"), "-1:00:05"),
        (cell("x", value_type="time", time_value="demain"), "x"),
        (cell("VRAI", value_type="boolean", boolean_value="true"), True),
        (cell("12,5 %", value_type="percentage", value="0.125"), 0.125),
        (cell("12 €", value_type="currency", value="12"), 12),
        (cell("#N/D", value_type="string", string_value=""), "#N/D"),
        (cell("x", value_type="float", value="1e999"), None),
    ],
)
def test_a_cell_says_its_value_whatever_its_kind(said, value):
    assert cells(table(cell("a"), said, cell("b"))) == [("a", value, "b")]


def test_covered_cells_written_as_one_each_take_the_value_above():
    def spanned(text):
        return f'<table:table-cell table:number-rows-spanned="2"><text:p>{text}</text:p></table:table-cell>'

    plain = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    body = (
        f"<table:table><table:table-row>{spanned('Nord')}{spanned('G1')}{plain.format('A')}</table:table-row>"
        f"<table:table-row>{covered}{plain.format('B')}</table:table-row></table:table>"
    )
    first, second = read(ods(body)).sheets[0].rows
    assert (first.cells, second.cells) == (("Nord", "G1", "A"), ("Nord", "G1", "B"))
    assert second.merged == {0: "A1:A2", 1: "B1:B2"}
