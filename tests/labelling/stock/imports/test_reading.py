"""Spreadsheet readers: the same rows from every format, refusals with a sentence."""

import codecs
import datetime
import io
import zipfile

import pytest

from labelling.path.stock.files.columns import find_table
from labelling.path.stock.files.titles import field_of
from portal.spreadsheets import archives, sheets
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Unreadable
from tests.labelling.stock.files import HEADER, csv_file, ods, rezipped, row, sample, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def refusal(content):
    with pytest.raises(Unreadable) as caught:
        find_table(read(content))
    return caught.value.code


def rows_of(content):
    return [found.cells for found in find_table(read(content)).rows]


@pytest.mark.parametrize(
    ("name", "kind", "encoding", "delimiter"),
    [
        ("xlsx", "xlsx", "", ""),
        ("ods", "ods", "", ""),
        ("utf8.csv", "csv", "utf-8", ","),
        ("excel-utf8.csv", "csv", "utf-8-sig", ";"),
        ("latin1.csv", "csv", "latin-1", ";"),
    ],
)
def test_the_format_is_found_by_the_content(name, kind, encoding, delimiter):
    book = read(sample(f"parc-312-residences.{name}"))
    assert (book.kind, book.encoding, book.delimiter) == (kind, encoding, delimiter)
    assert len(find_table(book).rows) == 312


def test_a_file_object_is_read_as_well_as_bytes():
    assert read(io.BytesIO(csv_file(row()))).kind == "csv"


def test_an_xlsx_named_otherwise_is_still_an_xlsx_and_an_ods_an_ods():
    assert [read(sample(f"parc-312-residences.{kind}")).kind for kind in ("xlsx", "ods")] == [
        "xlsx",
        "ods",
    ]


def test_windows_1252_is_told_from_latin_1_by_its_own_signs():
    content = csv_file(row(name="Résidence L’Œillet")).decode().encode("cp1252")
    book = read(content)
    assert book.encoding == "cp1252"
    assert book.sheets[0].rows[1].cells[1] == "Résidence L’Œillet"


def test_unicode_text_of_excel_is_read():
    content = codecs.BOM_UTF16_LE + csv_file(row(), delimiter="\t").decode().encode("utf-16-le")
    assert rows_of(content)[0][:2] == ("R-1", "Les Tilleuls")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    assert read(csv_file(row(), delimiter=delimiter)).delimiter == delimiter


def test_the_sep_line_of_excel_counts_as_the_first_row():
    table = find_table(read(b"sep=;\r\n" + csv_file(row())))
    assert (table.header_row, table.rows[0].number) == (2, 3)


def test_a_quoted_cell_may_hold_a_delimiter_and_a_new_line():
    assert rows_of(csv_file(row(name='"Le Clos;\nbâtiment B"')))[0][1] == "Le Clos;\nbâtiment B"


def test_a_quote_left_open_is_refused_with_its_line():
    with pytest.raises(Unreadable, match="guillemet") as caught:
        read(csv_file(row(name='"Le Clos'), row(code="R-2")))
    assert caught.value.code == "QUOTES"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"),
        (b"  \r\n ", "EMPTY"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>R-1</td></tr></table></html>", "WEB_PAGE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "OLD_XLS"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "PROTECTED",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "NOT_A_SHEET"),
        (b"PK\x03\x04 not a zip", "DAMAGED"),
        (b"un;deux\n1;2\n", "NO_HEADER"),
    ],
)
def test_what_is_not_a_list_is_refused(content, code):
    assert refusal(content) == code


def test_a_file_above_25_mb_is_refused(monkeypatch):
    monkeypatch.setattr("portal.spreadsheets.reading.MAX_BYTES", 1_000)
    assert refusal(b"a;b\n" * 300) == "TOO_BIG"
    assert sheets.MAX_BYTES == 25 * 1024 * 1024


def test_a_file_above_the_most_rows_is_refused_in_every_format(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    rows = [row(code=f"R-{number}") for number in range(4)]
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    many = f'<table:table><table:table-row table:number-rows-repeated="4">{cell}</table:table-row></table:table>'
    assert [refusal(made) for made in (xlsx(*rows), csv_file(*rows), ods(many))] == [
        "TOO_MANY_ROWS"
    ] * 3


def test_a_bomb_is_refused_before_it_is_unpacked():
    wide = {"xl/media/zeros.xml": b"\x00" * (5 * 1024 * 1024)}
    assert refusal(rezipped(xlsx(row()), added=wide)) == "BOMB"


def test_an_archive_of_too_many_entries_is_refused():
    entries = {f"xl/part{number}.bin": b"" for number in range(archives.MAX_ENTRIES)}
    assert refusal(rezipped(xlsx(row()), added=entries)) == "BOMB"


@pytest.mark.parametrize(
    ("added", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "MACROS"),
        ({"Basic/script.xml": b"x"}, "MACROS"),
        ({"xl/embeddings/other.xlsx": b"x"}, "NESTED"),
        ({"xl/more.zip": b"x"}, "NESTED"),
        ({"../outside.xml": b"x"}, "DAMAGED"),
        ({"/etc/absolute.xml": b"x"}, "DAMAGED"),
    ],
)
def test_an_archive_with_more_than_a_list_is_refused(added, code):
    assert refusal(rezipped(xlsx(row()), added=added)) == code


def test_an_entity_bomb_is_refused():
    dtd = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet/>'
    assert refusal(rezipped(xlsx(row()), {SHEET: lambda _part: dtd})) == "DAMAGED"


def test_a_row_number_beyond_a_spreadsheet_is_refused_at_once():
    far = b'<row r="99999999999"><c><v>1</v></c></row></sheetData>'
    content = rezipped(xlsx(row()), {SHEET: lambda part: part.replace(b"</sheetData>", far)})
    assert refusal(content) == "DAMAGED"


def test_sheets_that_run_to_the_last_row_are_refused_past_the_second():
    def stretch(book):
        for _sheet in range(2):
            book.create_sheet().cell(1_048_576, 1, "x")

    content = rezipped(
        xlsx(row(), change=stretch),
        {SHEET: lambda part: part.replace(b"</sheetData>", b'<row r="1048576"/></sheetData>')},
    )
    assert refusal(content) == "BOMB"


def test_another_office_document_is_not_a_list():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert refusal(file.getvalue()) == "NOT_A_SHEET"


def test_a_wrong_dimension_does_not_cut_the_sheet():
    content = xlsx(*(row(code=f"R-{number}") for number in range(5)))
    cut = rezipped(content, {SHEET: lambda part: part.replace(b'ref="A1:I6"', b'ref="A1"')})
    assert (cut != content, len(rows_of(cut))) == (True, 5)


def test_hidden_sheets_are_ignored_and_named():
    def hide(book):
        other = book.create_sheet("Vieux parc")
        other.append(HEADER)
        other.sheet_state = "veryHidden"

    table = find_table(read(xlsx(row(), change=hide)))
    assert [(sheet.name, sheet.why) for sheet in table.ignored_sheets] == [
        ("Vieux parc", "feuille masquée")
    ]


def test_a_second_list_is_told_and_not_read():
    def double(book):
        book.create_sheet("Agence Sud").append(HEADER[:4])

    table = find_table(read(xlsx(row(), change=double)))
    assert [issue.code for issue in table.findings] == ["AUTRE_FEUILLE"]
    assert len(table.rows) == 1


def test_an_ods_tells_hidden_sheets_hidden_rows_merges_formulas_dates_and_repeats():
    def text(value, more=""):
        return f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p></table:table-cell>'

    span = ' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    number = (
        '<table:table-cell office:value-type="float" office:value="12" table:formula="of:=6+6"/>'
    )
    date = '<table:table-cell office:value-type="date" office:date-value="1974-01-01"/>'
    note = "<office:annotation><text:p>une remarque</text:p></office:annotation>"
    tables = (
        '<table:table table:name="Caché" table:style-name="ta2"/>'
        '<table:table table:name="Parc">'
        f"<table:table-row>{text('Référence')}{text('Agence')}{text('Logements')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{text('R-1')}{text('Nord', span)}{number}{date}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{text(f"{note}R-2<text:s/>bis")}'
        '<table:covered-table-cell/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        "</table:table>"
    )
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    table = find_table(read(ods(tables, style)))
    first, second = table.rows
    assert first.cells == ("R-1", "Nord", 12, datetime.datetime(1974, 1, 1))
    assert (first.number, first.formulas, first.is_hidden) == (4, {2: "=6+6"}, False)
    assert (second.cells, second.merged, second.is_hidden) == (
        ("R-2 bis", "Nord"),
        {1: "B4:B5"},
        True,
    )
    assert [sheet.name for sheet in table.ignored_sheets] == ["Caché"]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Réf.", "code"),
        ("N° de la résidence", "code"),
        ("NOM DE LA RÉSIDENCE", "name"),
        ("C.P.", "postcode"),
        ("Code\nInsee", "insee"),
        ("Code commune", "insee"),
        ("Ville", "commune"),
        ("Nb lgts", "homes"),
        ("Nbre de logts", "homes"),
        ("Nombre total de logements", "homes"),
        ("Année constr°", "built_year"),
        ("Mise en service", "built_year"),
        ("QPV (Oui/Non)", "is_qpv"),
        ("Loyer moy.\n€/m²", "mean_rent"),
        ("Surface moyenne (m²)", "mean_surface"),
        ("Bâti et équipements (0-4)", "building"),
        ("Axe 2 - Propreté et abords", "cleanliness"),
        ("4. Gestion", "management"),
        ("À corriger", None),
    ],
)
def test_a_title_is_recognised_however_it_is_written(title, field):
    assert field_of(title) == field
