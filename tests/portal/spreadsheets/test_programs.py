"""Workbooks really saved by LibreOffice, Gnumeric and XlsxWriter say the same cells; made again in make test-all."""

import datetime
import os
import unicodedata

import pytest

from portal.spreadsheets.reading import read
from tests.portal.spreadsheets import programs

KEPT = [
    (program, extension)
    for program, extensions in programs.SAVED.items()
    for extension in extensions
]
BOOKS = [pair for pair in KEPT if pair[1] != "csv"]
CSVS = [pair for pair in KEPT if pair[1] == "csv"]
# What Gnumeric 1.12 does not write in an XLSX: that a sheet is hidden.
SHOWS_ALL = ("gnumeric", "xlsx")
MISSING = "LibreOffice, Gnumeric ou XlsxWriter est introuvable : « apt-get install libreoffice-calc-nogui gnumeric »."


def kept(program, extension):
    return (programs.FOLDER / f"{program}.{extension}").read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What the programs of this machine make today."""
    try:
        import xlsxwriter  # noqa: F401, PLC0415 -- of the development group
    except ImportError:
        here = False
    else:
        here = programs.LIBREOFFICE and programs.GNUMERIC
    if not here:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    return programs.make_all(tmp_path_factory.mktemp("programs"))


def check_book(content, *, shows_all=False):
    book = read(content, with_marks=True, with_hidden=True)
    assert [sheet.name for sheet in book.sheets] == ["Parc d’été", "Masquée", "Vide", "Bouts"]
    hidden = [sheet.is_hidden for sheet in book.sheets]
    assert hidden == [False, not shows_all, False, False]
    stock, _hidden, empty, ends = book.sheets
    assert [(row.number, row.is_hidden) for row in stock.rows] == [
        (1, False),
        (3, False),
        (4, False),
        (5, True),
        (6, False),
    ]
    assert [cells(row.cells) for row in stock.rows] == expected()
    assert stock.hidden_columns == {5}
    assert sorted(stock.merges) == ["A1:D1", "P4:P6"]
    assert [row.merged for row in stock.rows[3:]] == [{15: "P4:P6"}] * 2
    assert all({13, 14} <= set(row.formulas) for row in stock.rows[2:])
    assert {stock.rows[1].mark(column).fill for column in range(16)} == {"#B7E1A1"}
    assert [row.mark(1).comment for row in stock.rows[2:]] == ["À revoir\navec l’agence", "", ""]
    assert empty.rows == []
    assert [(row.number, row.cells) for row in ends.rows] == [
        (1, ("premier",)),
        (programs.LAST_ROW, (None, "dernier")),
    ]


def expected():
    rows = [[*map(whole, said), said[4] * 2, "#N/A", "Nord"] for said in programs.ROWS]
    return [["Patrimoine au 1er janvier"], list(programs.HEAD), *rows]


def whole(value):
    """As every reading gives it: a day is an instant, a duration an hour of the day or a text, nothing is None."""
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime.combine(value, datetime.time())
    if isinstance(value, datetime.timedelta):
        hours, rest = divmod(round(value.total_seconds()), 3600)
        said = f"{hours}:{rest // 60:02}:{rest % 60:02}"
        return said if hours >= 24 else datetime.time.fromisoformat(f"{said:0>8}")
    return None if value == "" else value


def cells(values):
    return [None if value == "" else value for value in values]


@pytest.mark.parametrize(("program", "extension"), BOOKS)
def test_a_workbook_says_the_same_whoever_saved_it(program, extension):
    check_book(kept(program, extension), shows_all=(program, extension) == SHOWS_ALL)


@pytest.mark.parametrize(("program", "extension"), CSVS)
def test_a_csv_says_the_same_texts_whoever_saved_it(program, extension):
    check_csv(kept(program, extension))


def check_csv(content):
    [sheet] = read(content).sheets
    assert [row.number for row in sheet.rows] == [1, 3, 4, 5, 6]
    assert sheet.rows[1].cells == programs.HEAD
    texts = [[row.cell(column) for column in (0, 1, 2, 3, 4, 15)] for row in sheet.rows[2:]]
    assert texts == [
        [*[value and str(value) for value in map(whole, said[:4])], str(said[4]), agency]
        for said, agency in zip(programs.ROWS, ("Nord", None, None), strict=True)
    ]
    assert sheet.rows[3].cell(1) == unicodedata.normalize("NFD", sheet.rows[3].cell(1))


@pytest.mark.slow
@pytest.mark.parametrize(("program", "extension"), KEPT)
def test_a_file_made_again_by_the_program_of_this_machine_says_the_same(made, program, extension):
    content = made[program, extension]
    if extension == "csv":
        check_csv(content)
    else:
        check_book(content, shows_all=(program, extension) == SHOWS_ALL)
