"""Marks of cells: colours, comments, formats, hidden columns, merged ranges."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import PLAIN, Mark
from tests.labelling.stock.files import ods


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def filled(**colour):
    book = Workbook()
    book.active["A1"] = "x"
    book.active["A1"].fill = PatternFill("solid", fgColor=Color(**colour))
    return read(saved(book), with_marks=True).sheets[0].rows[0].mark(0).fill


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ({"rgb": "FFB7E1A1"}, "#B7E1A1"),
        ({"rgb": "FFFFFFFF"}, ""),
        ({"indexed": 13}, "#FFFF00"),
        ({"indexed": 64}, ""),
        ({"theme": 4}, "#4F81BD"),
        ({"theme": 0}, ""),
        ({"theme": 0, "tint": -0.25}, "#BFBFBF"),
        ({"theme": 99}, ""),
    ],
)
def test_a_colour_of_the_theme_of_the_palette_or_told_outright_is_shown(colour, shown):
    assert filled(**colour) == shown


def test_comments_formats_hidden_columns_and_merges_are_read_with_their_place():
    book = Workbook()
    sheet = book.active
    sheet.append(["Suivi", None, None])
    sheet.append([143172, "Cévalis", "suite"])
    sheet["A2"].number_format = "000000000"
    sheet["B2"].comment = Comment("ne pas relancer", "moi")
    sheet.merge_cells("A1:C1")
    sheet.column_dimensions["C"].hidden = True
    read_sheet = read(saved(book), with_marks=True).sheets[0]
    row = read_sheet.rows[1]
    assert row.cells == (143172, "Cévalis", "suite")
    assert row.marks == {0: Mark(number_format="000000000"), 1: Mark(comment="ne pas relancer")}
    assert (row.mark(2), read_sheet.hidden_columns, read_sheet.merges) == (
        PLAIN,
        frozenset({2}),
        ("A1:C1",),
    )


def test_a_discussion_is_read_without_what_excel_writes_above_it():
    above = (
        "[Commentaire de thread]\n\nVotre version d’Excel vous permet de lire ce commentaire.\n\n"
    )
    book = Workbook()
    book.active["A1"] = "x"
    book.active["A1"].comment = Comment(f"{above}Commentaire\u00a0:\n    rappeler lundi", "moi")
    row = read(saved(book), with_marks=True).sheets[0].rows[0]
    assert row.mark(0).comment == "rappeler lundi"


def test_marks_are_left_out_unless_they_are_asked_for():
    book = Workbook()
    book.active["A1"] = "x"
    book.active["A1"].fill = PatternFill("solid", fgColor="FFB7E1A1")
    assert read(saved(book)).sheets[0].rows[0].marks == {}


def test_hidden_sheets_are_read_and_say_it_when_they_are_asked_for():
    book = Workbook()
    book.active.append(["x"])
    other = book.create_sheet("listes")
    other.append(["OPH"])
    other.sheet_state = "hidden"
    shown = read(saved(book), with_hidden=True).sheets
    assert [(sheet.name, sheet.is_hidden) for sheet in shown] == [
        ("Sheet", False),
        ("listes", True),
    ]
    assert [sheet.name for sheet in read(saved(book)).ignored] == ["listes"]


def test_an_ods_tells_colours_of_cells_and_columns_comments_and_merges():
    def cell(text, more="", inside=""):
        return f"<table:table-cell{more}>{inside}<text:p>{text}</text:p></table:table-cell>"

    note = "<office:annotation><text:p>ne pas</text:p><text:p>relancer</text:p></office:annotation>"
    body = (
        '<table:table table:name="Suivi">'
        '<table:table-column table:default-cell-style-name="ce2"/>'
        '<table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{cell('Titre', ' table:number-columns-spanned="2"')}"
        "<table:covered-table-cell/></table:table-row>"
        f"<table:table-row>{cell('Cévalis')}{cell('x', ' table:style-name="ce1"', note)}</table:table-row>"
        "</table:table>"
    )
    styles = "".join(
        f'<style:style style:name="{name}"><style:table-cell-properties fo:background-color="{fill}"/></style:style>'
        for name, fill in (("ce1", "#ffe699"), ("ce2", "#b7e1a1"))
    )
    sheet = read(ods(body, styles), with_marks=True).sheets[0]
    assert sheet.rows[1].marks == {
        0: Mark(fill="#B7E1A1"),
        1: Mark(fill="#FFE699", comment="ne pas\nrelancer"),
    }
    assert (sheet.merges, sheet.hidden_columns) == (("A1:B1",), frozenset({1}))


def test_what_is_struck_through_is_told_in_both_formats():
    book = Workbook()
    book.active.append(["gardé", "démoli"])
    book.active["B1"].font = Font(strike=True)
    style = '<style:style style:name="ce1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    body = (
        '<table:table table:name="Parc"><table:table-row><table:table-cell><text:p>gardé</text:p></table:table-cell>'
        '<table:table-cell table:style-name="ce1"><text:p>démoli</text:p></table:table-cell></table:table-row>'
        "</table:table>"
    )
    for content in (saved(book), ods(body, style)):
        (row,) = read(content, with_marks=True).sheets[0].rows
        assert row.marks == {1: Mark(is_struck=True)}
