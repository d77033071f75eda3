"""Tables of web pages named .xls."""

import pytest

from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Mark, Unreadable

PAGE = """<html><head><meta charset="windows-1252"><style>.vert {background:#b7e1a1;}</style></head>
<body><p>Avant</p><table><caption>Suivi 2024</caption>
<tr><th colspan=2>Organisme</th><th>Région</th></tr>
<tr class=l><td rowspan="2">Cévalis
  Habitat</td><td class="vert">OPH</td><td>L&rsquo;&Icirc;le<br>suite</td></tr>
<tr><td>ESH<table><tr><td>dedans</td></tr></table></td><td bgcolor="#FFE699">x</td></tr>
</table><table><tr><td>1<td>2<tr><td>3</table></body></html>"""


def test_each_table_is_a_sheet_with_its_spans_colours_and_name():
    book = read(PAGE.encode("cp1252"), with_web_pages=True)
    first, second = book.sheets
    assert (book.kind, book.encoding, book.is_typed) == ("html", "windows-1252", False)
    assert (first.name, second.name) == ("Suivi 2024", "Tableau 2")
    assert [row.cells for row in first.rows] == [
        ("Organisme", None, "Région"),
        ("Cévalis Habitat", "OPH", "L’Île\nsuite"),
        ("Cévalis Habitat", "ESHdedans", "x"),
    ]
    assert (first.merges, first.rows[2].merged) == (("A1:B1", "A2:A3"), {0: "A2:A3"})
    assert (first.rows[1].marks, first.rows[2].marks) == (
        {1: Mark(fill="#B7E1A1")},
        {2: Mark(fill="#FFE699")},
    )
    assert [row.cells for row in second.rows] == [("1", "2"), ("3",)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><p>Erreur 500</p></html>", "WEB_PAGE"),
        (b"<?xml version='1.0'?><Workbook/>", "WEB_PAGE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "OLD_XLS"),
    ],
)
def test_a_page_without_a_table_and_a_binary_xls_are_refused_with_what_to_do(content, code):
    with pytest.raises(Unreadable) as caught:
        read(content, with_web_pages=True)
    assert caught.value.code == code


def test_the_refusal_of_an_old_xls_says_how_to_save_it():
    with pytest.raises(Unreadable) as caught:
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert "Fichier, Enregistrer sous, Classeur Excel (.xlsx)." in caught.value.sentence
