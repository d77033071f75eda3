"""Tables handed back as spreadsheets keep them: a CSV by its name, its list or its titles, a legend, a filter."""

from urllib.parse import urlencode

import pytest

from labelling.parties.organisms.models import Organism
from tests.portal.exports.reading import (
    AGAIN,
    LIST,
    compared,
    export,
    handed_back,
    send,
    write,
)

pytestmark = pytest.mark.django_db


def test_a_csv_is_read_again_by_its_name_by_its_list_or_by_its_titles(sent):
    body = export(sent, LIST, "csv").body.replace(b";1000;", b";7;")
    name = "organismes-2026-11-24 (1).csv"

    def homes(answer):
        (line,) = compared(answer).lines
        return [(one.before, one.after) for one in line.cells]

    assert homes(send(sent, body, name)) == [("1000", "7")]
    assert homes(send(sent, body, "t.csv")) == [("1000", "7")]
    cut = body.replace(b";Logements;", b";Nombre;").replace(b"Office 01", b"Office un")
    assert send(sent, cut, "t.csv").status_code == 422
    whence = f"{AGAIN}?liste=%2Fespace%2Forganismes%2F"
    assert compared(send(sent, cut, "t.csv", whence)).ignored == ["Nombre"]
    assert send(sent, body, "dossiers-2026-11-24.csv").status_code == 422


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("cp1252", ";"), ("utf-8", ","), ("utf-16", "\t")]
)
def test_a_csv_that_a_spreadsheet_kept_otherwise_is_the_same(sent, encoding, delimiter):
    """Another encoding, other separators, a Siren without its first zeros, grouped thousands."""
    text = export(sent, LIST, "csv").body.decode("utf-8-sig")
    number = Organism.objects.get(slug="office-03").siren
    assert number.startswith("0")
    text = text.replace(";1003;", ";1\u00a0003;").replace(number, number.lstrip("0"))
    text = text.replace(";", delimiter)

    made = compared(send(sent, text.encode(encoding), "organismes-2026-11-24.csv"))

    assert (made.lines, made.added, made.removed, made.same) == ([], [], [], 12)


def test_a_text_that_looks_like_a_formula_comes_back_as_it_was_typed(sent, many):
    Organism.objects.filter(pk=many[0].pk).update(name="-Office")
    assert compared(handed_back(sent, LIST)).same == 12

    def change(sheet):
        row = next(n for n in range(2, 14) if sheet.cell(n, 1).value == "'-Office")
        sheet.cell(row, 1, "'-Office neuf")

    write(sent, handed_back(sent, LIST, change))

    assert Organism.objects.get(pk=many[0].pk).name == "-Office neuf"


def test_the_list_leads_to_the_page_that_reads_it_again_with_its_filters(sent):
    page = sent.get(f"{LIST}?q=Office+0").content.decode()

    assert f'href="{AGAIN}?liste=%2Fespace%2Forganismes%2F%3Fq%3DOffice%2B0"' in page


def test_a_csv_by_its_name_alone_says_that_it_knows_no_filter(sent):
    body = export(sent, f"{LIST}?q=Office+00", "csv").body
    said = "Un CSV ne dit pas ses filtres"

    by_name = send(sent, body, "organismes-2026-11-24.csv")
    assert len(compared(by_name).removed) == 11
    assert said in by_name.content.decode()
    whence = f"{AGAIN}?liste=%2Fespace%2Forganismes%2F%3Fq%3DOffice%2B00"
    by_list = send(sent, body, "organismes-2026-11-24.csv", whence)
    assert compared(by_list).removed == []
    assert said not in by_list.content.decode()


@pytest.mark.parametrize(
    ("address", "moment"),
    [("http://[", "45 mars 2026, 99 h 99"), ("//x.example/", ""), ("/nulle-part/", "x" * 400)],
)
def test_a_legend_that_means_nothing_is_refused_in_words(sent, address, moment):
    def hostile(book_sheet):
        legend = book_sheet.parent["Légende"]
        for row in legend.iter_rows():
            if row[0].value == "Adresse":
                row[1].value = address
            if row[0].value == "Établi le":
                row[1].value = moment

    answer = handed_back(sent, LIST, hostile)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    whence = f"{AGAIN}?{urlencode({'liste': address})}"
    assert send(sent, export(sent, LIST, "csv").body, "x.csv", whence).status_code == 422


def test_a_list_that_left_its_reader_in_between_is_told(sent, sonia):
    answer = handed_back(
        sent, "/espace/suivi/?colonnes=logements", lambda sheet: sheet.cell(2, 2, 7)
    )
    sonia.groups.clear()

    done = write(sent, answer)

    assert done.status_code == 409
    assert "La liste de ce fichier n’est pas, ou plus, dans votre espace." in done.content.decode()
