"""Encodings of texts: each is told from the others by its bytes."""

import codecs

import pytest

from portal.spreadsheets.encodings import decode
from portal.spreadsheets.reading import read

TEXT = "Organisme;Région\r\nOffice de l’Œuvre;Île-de-France\r\nCévalis à côté;Réunion\r\n"
PLAIN = TEXT.replace("’", "'").replace("Œ", "Oe")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("mac_roman"), "mac_roman"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_a_text_is_read_in_every_usual_encoding(content, encoding):
    assert decode(content) == (TEXT, encoding)


def test_latin_1_is_told_when_nothing_is_of_windows():
    assert decode(PLAIN.encode("latin-1")) == (PLAIN, "latin-1")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_the_sign_that_cuts_lines_alike_whatever_the_decimals(delimiter):
    rows = [
        ["Nom", "Logements", "Part"],
        ["Cévalis", "21 900", '"1,5"'],
        ["Rhodalys", "4", '"2,5"'],
    ]
    content = "\n".join(delimiter.join(cells) for cells in (["Suivi"], *rows)).encode()
    book = read(content)
    assert book.delimiter == delimiter
    assert [row.cells for row in book.sheets[0].rows][2] == ("Cévalis", "21 900", "1,5")


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_capitals_with_accents_are_read_in_either_encoding(encoding):
    text = "RÉFÉRENCE;RÉSIDENCE\r\nA1;ÉGLISE SAINT-MÊME\r\nA2;LE CHÂTEAU D’ÎLE – À CÔTÉ\r\n"
    assert decode(text.encode(encoding)) == (text, encoding)
