"""An ODS handed back as an ODS: its remarks are annotations of its cells, and it is understood the same."""

import io
import zipfile

import pytest

from labelling.steering.history_import.lines import listing
from labelling.steering.history_import.matching import actions
from labelling.steering.history_import.reader.tables.corrections import Matching
from portal.spreadsheets import reading
from tests.labelling.history_import.files import milestones_file
from tests.labelling.history_import.test_handing_back import SHEET, back, download, sent
from tests.labelling.stock.files import ods

pytestmark = pytest.mark.django_db
CELL = (
    '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
)


def cell(text, more=""):
    return CELL.format(text=text, more=more)


def table(*rows, name="Suivi"):
    """`rows`: the cells of each, or (attributes, cells)."""
    lines = [row if isinstance(row, tuple) else ("", row) for row in rows]
    body = "".join(f"<table:table-row{more}>{cells}</table:table-row>" for more, cells in lines)
    return f'<table:table table:name="{name}">{body}</table:table>'


HEAD = cell("Organisme") + cell("Statut") + cell("Note")


def content_of(returned):
    with zipfile.ZipFile(io.BytesIO(returned)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        return archive.read("content.xml").decode()


def marks(returned):
    """{place: comment}, ours too, as another program shows them."""
    text, found = content_of(returned).replace("— Portail Quali’Hlm —", "PORTAIL"), {}
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(returned)) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, text if name == "content.xml" else old.read(name))
    book = reading.read(file.getvalue(), with_marks=True, with_hidden=True)
    for sheet in book.sheets[1:]:
        for row in sheet.rows:
            for index, mark in row.marks.items():
                if mark.comment:
                    found[sheet.name, row.number, index] = mark.comment
    return found


def test_it_comes_back_as_an_ods_with_a_remark_in_each_cell_and_a_list_that_leads_there(
    signed_in, sonia
):
    office = signed_in(sonia)
    one = sent(office, milestones_file.make()[0], "suivi.ods")

    answer = download(office, one)

    remarks = [row for row in listing.remarks(one) if row["letter"]]
    assert answer["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert answer["Content-Disposition"].endswith('-remarques.ods"')
    book = reading.read(answer.content)
    assert (book.kind, book.sheets[0].name) == ("ods", SHEET)
    assert len(book.sheets[0].rows) == len(listing.remarks(one)) + 1
    first = remarks[0]
    assert f"#'{first['sheet']}'.{first['letter']}{first['row']}\"" in content_of(answer.content)
    assert len(marks(answer.content)) >= len({(r["sheet"], r["row"]) for r in remarks})


def test_a_comment_of_the_file_stays_above_ours_and_its_fill_behind_the_edge(signed_in, sonia):
    fill = (
        '<style:style style:name="f" style:family="table-cell"><style:table-cell-properties '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'fo:background-color="#ffcc00"/></style:style>'
    )
    note = "<office:annotation><text:p>voir Lucie</text:p></office:annotation>"
    status = cell("zut", ' table:style-name="f"').replace("<text:p>", f"{note}<text:p>", 1)
    source = ods(table(HEAD, cell("Corvange") + status), fill)
    one = sent(signed_in(sonia), source, "a.ods")

    returned = back(one)

    (place, text), *_more = marks(returned).items()
    assert place == ("Suivi", 2, 1)
    assert text.startswith("voir Lucie\nPORTAIL\nÀ confirmer")
    read = reading.read(returned, with_marks=True).sheets[1].rows[1].marks[1]
    assert (read.fill, read.comment) == ("#FFCC00", "voir Lucie")
    assert actions.read(returned, Matching())[1]["issues"] == one.reading["issues"]


def test_a_cell_written_once_for_many_is_told_apart_where_it_is_asked(signed_in, sonia):
    """A row and a cell repeated: the remark is in its own place, the others are as they were."""
    repeated = ' table:number-rows-repeated="3"'
    source = ods(
        table(
            HEAD,
            cell("Corvange") + cell("prépa"),
            (repeated, cell("Autre") + cell("zut", ' table:number-columns-repeated="2"')),
            cell("Berre") + cell("prépa"),
        )
    )
    one = sent(signed_in(sonia), source, "a.ods")

    returned = back(one)

    before, after = reading.read(source).sheets[0], reading.read(returned).sheets[1]
    assert [(row.number, row.cells) for row in after.rows] == [
        (row.number, row.cells) for row in before.rows
    ]
    asked = {
        (r["sheet"], r["row"], ord(r["letter"]) - 65) for r in listing.remarks(one) if r["letter"]
    }
    assert set(marks(returned)) == asked


def test_no_formula_no_macro_and_no_picture_comes_back(signed_in, sonia):
    formula = ' table:formula="of:=HYPERLINK([.A1])"'
    source = ods(table(HEAD, cell("Corvange") + cell("zut") + cell("=1+1", formula)))
    one = sent(signed_in(sonia), source, "a.ods")

    text = content_of(back(one))

    assert "formula=" not in text
    assert "=1+1" in text
