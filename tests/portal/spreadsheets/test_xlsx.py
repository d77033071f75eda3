"""XLSX read in one pass: cells of every kind as programs write them, and fifty thousand rows in seconds."""

import io
import random
import zipfile
from datetime import datetime, time
from time import process_time

import pytest

from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="x/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/s.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Suivi" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/s.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="46"/></cellXfs></styleSheet>',
}
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>Simple</t></si><si><r><t>En deux </t></r><r><t>morceaux</t></r></si>'
    "<si><t>Dit</t><rPh><t>prononcé</t></rPh></si></sst>"
)


def book(rows, after="", prefix=""):
    """A workbook of one sheet whose elements bear a prefix or none."""
    name = f":{prefix}" if prefix else ""
    tag = f"{prefix}:" if prefix else ""
    sheet = f'<{tag}worksheet xmlns{name}="{MAIN}"><{tag}sheetData>{rows}</{tag}sheetData>{after}</{tag}worksheet>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in (
            PARTS | {"xl/worksheets/s.xml": sheet, "xl/sharedStrings.xml": STRINGS}
        ).items():
            archive.writestr(path, part)
    return file.getvalue()


def cells(rows, **how):
    return [row.cells for row in read(book(rows, **how)).sheets[0].rows]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "Simple"),
        ('<c r="A1" t="s"><v>1</v></c>', "En deux morceaux"),
        ('<c r="A1" t="s"><v>2</v></c>', "Dit"),
        ('<c r="A1" t="inlineStr"><is><t>Dans la cellule</t></is></c>', "Dans la cellule"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>A</t></r><r><t>B</t></r><rPh><t>c</t></rPh></is></c>',
            "AB",
        ),
        ('<c r="A1" t="str"><f>A2&amp;B2</f><v>formule</v></c>', "formule"),
        ('<c r="A1"><v>12</v></c>', 12),
        ('<c r="A1"><v>-3</v></c>', -3),
        ('<c r="A1"><v>1.5E2</v></c>', 150.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" s="1"><v>45000</v></c>', datetime(2023, 3, 15)),
        ('<c r="A1" s="1"><v>9999999999</v></c>', "#VALUE!"),
        ('<c r="A1" s="2"><v>0.0625</v></c>', time(1, 30)),
        ('<c r="A1" s="2"><v>1.1041666667</v></c>', "26:30:00"),
        ('<c r="A1" t="d"><v>2024-03-02T00:00:00</v></c>', datetime(2024, 3, 2)),
    ],
)
def test_a_cell_says_its_value_whatever_its_kind(cell, value):
    assert cells(f'<row r="1">{cell}</row>') == [(value,)]


def test_an_empty_text_is_nothing():
    assert cells('<row r="1"><c r="A1" t="inlineStr"><is/></c><c r="B1"><v>1</v></c></row>') == [
        (None, 1)
    ]


def test_rows_and_cells_without_their_place_follow_each_other():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"

    assert [(row.number, row.cells) for row in read(book(rows)).sheets[0].rows] == [
        (1, (1, 2)),
        (3, (3,)),
    ]


def test_elements_may_bear_a_prefix():
    rows = '<x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row>'

    assert cells(rows, prefix="x") == [(None, 7)]


def test_a_formula_is_told_beside_its_value_and_without_one():
    rows = '<row r="1"><c r="A1"><f>B1*2</f><v>4</v></c><c r="C1"><f/></c></row>'
    [row] = read(book(rows)).sheets[0].rows

    assert (row.cells, row.formulas) == ((4,), {0: "=B1*2", 2: "=…"})


def test_a_vertical_merge_told_after_the_rows_gives_its_value_to_those_under():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="C1:D1"/></mergeCells>'
    sheet = read(book(rows, after=merges)).sheets[0]

    assert [row.cells for row in sheet.rows] == [(1,), (1, 2)]
    assert (sheet.rows[1].merged, sheet.merges) == ({0: "A1:A2"}, ("A1:A2", "C1:D1"))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="2000000"/>',
        '<row r="1"><c r="A1">',
    ],
)
def test_a_damaged_sheet_is_refused_in_a_sentence(rows):
    with pytest.raises(Unreadable) as unreadable:
        read(book(rows))

    assert unreadable.value.code == "DAMAGED"


@pytest.mark.slow
def test_fifty_thousand_rows_of_fifteen_cells_are_read_in_twenty_seconds():
    draw = random.Random(5)
    cell = '<c t="inlineStr"><is><t>Texte {:x}</t></is></c><c s="1"><v>{}</v></c>'
    content = book("".join(
        f"<row>{''.join(cell.format(draw.getrandbits(40), draw.randrange(60_000)) for _ in range(7))}"
        f"<c><v>{n}</v></c></row>"
        for n in range(50_000)
    ))  # fmt: skip
    start = process_time()
    found = read(content, with_marks=True)

    assert len(found.sheets[0].rows) == 50_000
    assert process_time() - start < 20
