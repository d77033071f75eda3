"""Tests of an exported table handed back: unchanged it is silent, changed it says exactly what."""

import time
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.organisms.models import Organism
from labelling.path.plan.models import Action
from portal.core import clock
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism, siren
from tests.portal.exports.reading import (
    AGAIN,
    WRITE,
    changed,
    column,
    compared,
    export,
    handed_back,
    send,
    write,
)

pytestmark = pytest.mark.django_db
LIST = "/espace/organismes/"


@pytest.fixture
def many(db):
    return [
        make_organism(f"Office {n:02}", slug=f"office-{n:02}", homes=1000 + n) for n in range(12)
    ]


@pytest.fixture
def sent(signed_in, sonia, many):
    return signed_in(sonia)


def correct(sheet):
    """Ten cells changed, two rows added, one removed, a column moved."""
    homes, region = column(sheet, "Logements"), column(sheet, "Région")
    for row in range(2, 11):
        sheet.cell(row, homes).value = 50 + row
    sheet.cell(2, region).value = "Ailleurs"
    sheet.delete_rows(13)
    for name in ("Nouveau un", "Nouveau deux"):
        sheet.append([name])
    sheet.insert_cols(1)
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 1).value = sheet.cell(row, homes + 1).value
    sheet.delete_cols(homes + 1)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_unchanged_it_is_silent(sent, extension):
    made = compared(handed_back(sent, LIST, extension=extension))

    assert (made.lines, made.added, made.removed, made.repeated, made.ignored) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert made.same == 12


def test_what_changed_is_told_exactly_before_and_after(sent):
    made = compared(handed_back(sent, LIST, correct))

    assert [[(c.title, c.before, c.after) for c in line.cells] for line in made.lines] == [
        [("Logements", str(1000 + n), str(52 + n))] for n in range(9)
    ]
    left = [(line.name, c.title, c.after, c.url) for line in made.lines for c in line.left]
    assert left == [("Office 00", "Région", "Ailleurs", "/espace/organismes/office-00/")]
    assert (made.added, made.removed) == (["Nouveau un", "Nouveau deux"], [("Office 11", "")])
    assert (made.ignored, made.missing, made.same) == ([], [], 2)


def test_what_is_confirmed_is_written_by_the_form_of_each_with_its_line_in_the_journal(sent):
    answer = handed_back(sent, LIST, correct)
    done = write(sent, answer)

    assert "9\u00a0lignes sont changées." in done.content.decode()
    found = dict(Organism.objects.values_list("name", "homes"))
    assert found == {f"Office {n:02}": 52 + n if n < 9 else 1000 + n for n in range(12)}
    entry = audit_log.entries_of(Organism.objects.get(slug="office-00")).first()
    assert entry.sentence.endswith("a modifié les faits de l’organisme\u00a0: nombre de logements.")

    again = write(sent, answer)  # a second click

    assert "0\u00a0ligne est changée." in again.content.decode()
    assert audit_log.entries_of(Organism.objects.get(slug="office-00")).count() == 1


def test_a_row_that_changed_since_the_export_is_told_and_not_ticked(sent):
    """Between the export and its return; then between the page and its confirmation."""
    body = export(sent, LIST).body
    write(sent, handed_back(sent, LIST, lambda sheet: sheet.cell(2, column(sheet, "Logements"), 7)))
    answer = send(sent, body)

    (line,) = compared(answer).lines
    assert [(c.before, c.after) for c in line.cells] == [("7", "1000")]
    assert "nombre de logements" in line.stale
    assert "checked" not in answer.content.decode()

    Organism.objects.filter(slug="office-00").update(homes=8)
    done = write(sent, answer)

    assert "a changé depuis que vous avez lu cette page" in done.content.decode()
    assert Organism.objects.get(slug="office-00").homes == 8


def test_what_the_form_refuses_is_told_before_anything_is_written(sent):
    answer = handed_back(
        sent, LIST, lambda sheet: sheet.cell(2, column(sheet, "Logements"), "beaucoup")
    )

    (line,) = compared(answer).lines
    assert [one.why for one in line.cells] == ["Saisissez un nombre entier."]
    assert compared(answer).writable == []


def test_what_is_no_table_of_ours_is_refused_in_words(sent):
    def error(body):
        answer = send(sent, body)
        assert answer.status_code == 422
        return answer.context["form"].errors["file"][0]

    assert (
        error(b"")
        == "Le fichier est vide. Vérifiez qu’il s’agit du bon fichier et déposez-le de nouveau."
    )
    assert "« Légende »".replace(" ", "\u00a0") in error(b"Nom;Prix\r\nPomme;3\r\n")
    assert "ne se relit pas" in error(export(sent, "/espace/dossiers/").body)


def test_a_reader_of_no_right_on_the_list_or_the_row_changes_nothing(sent, signed_in, bob):
    body = export(sent, LIST).body
    suivi = export(sent, "/espace/suivi/").body
    client = signed_in(bob)

    assert send(client, suivi).status_code == 422
    made = compared(send(client, body))
    assert (made.lines, len(made.added)) == ([], 12)

    answer = handed_back(client, LIST, lambda sheet: sheet.cell(2, column(sheet, "Logements"), 7))
    (line,) = compared(answer).lines
    assert line.cells[0].why.startswith("Réservé")
    done = client.post(WRITE, {"sealed": answer.context["preview"]["sealed"], "rows": ["x"]})
    assert done.status_code == 422
    assert client.post(WRITE, {"sealed": "x:y", "rows": ["x"]}).status_code == 422


def test_a_plan_is_changed_by_its_act_and_its_criterion_left_to_its_page(
    signed_in, organism, alice
):
    dossier = make_dossier(organism, state="preparation")
    Action.objects.create(
        dossier=dossier, number=1, scope="transversal", title="Former", progress="planned", created_at=clock.now()
    )  # fmt: skip
    client = signed_in(alice)
    address = f"/espace/dossiers/{dossier.reference}/plan/"

    def change(sheet):
        sheet.cell(2, column(sheet, "Responsable"), "Gardiens")
        sheet.cell(2, column(sheet, "Début"), "01/02/2027")
        sheet.cell(2, column(sheet, "Budget"), "temps interne")
        sheet.cell(2, column(sheet, "Critère"), "1.1")

    assert compared(handed_back(client, address)).same == 1
    answer = handed_back(client, address, change)
    (line,) = compared(answer).lines
    assert [one.url for one in line.left] == [f"{address}actions/1/"]
    written = ("Responsable", "Début", "Budget")
    assert [(one.title, one.why) for one in line.cells] == [(title, "") for title in written]
    write(client, answer)

    made = Action.objects.get()
    assert (made.owner, made.start_on, made.budget) == (
        "Gardiens",
        date(2027, 2, 1),
        "temps interne",
    )
    assert audit_log.entries_of(dossier).first().act == "plan_change"


def test_a_table_of_ours_sent_as_a_tracking_file_is_told_where_it_is_handed_back(sent, settings):
    body = export(sent, "/espace/suivi/", "xlsx").body
    upload = SimpleUploadedFile("suivi.xlsx", body)

    answer = sent.post("/espace/suivi/importer/", {"file": upload})

    assert answer.status_code == 422
    assert "Reprendre un tableau corrigé" in answer.content.decode()

    settings.PORTAL_ADDRESS = "https://ailleurs.example"
    upload.seek(0)
    assert sent.post("/espace/suivi/importer/", {"file": upload}).status_code == 302


def test_a_bad_cell_is_refused_in_words_and_the_rest_of_its_row_is_written(sent):
    def change(sheet):
        sheet.cell(2, column(sheet, "Logements"), "beaucoup")
        sheet.cell(2, column(sheet, "Organisme"), "Office nouveau")
        sheet.cell(3, column(sheet, "Logements"), 7)

    answer = handed_back(sent, LIST, change)
    write(sent, answer)

    first, _second = compared(answer).lines
    assert {one.code: one.why for one in first.cells} == {
        "name": "",
        "homes": "Saisissez un nombre entier.",
    }
    assert "Saisissez un nombre entier." in answer.content.decode()
    found = Organism.objects.filter(slug__in=("office-00", "office-01")).order_by("slug")
    assert list(found.values_list("name", "homes")) == [("Office nouveau", 1000), ("Office 01", 7)]


def test_what_only_its_writing_shows_is_told_then_and_the_rest_of_the_row_kept(sent):
    """Two rows are given one new Siren: each is right by itself."""

    def change(sheet):
        for row in (2, 3):
            sheet.cell(row, column(sheet, "Siren"), siren(77_000))
            sheet.cell(row, column(sheet, "Logements"), 7)

    done = write(sent, handed_back(sent, LIST, change))

    assert "Office 01\u00a0: Un organisme porte déjà ce Siren." in done.content.decode()
    found = Organism.objects.filter(homes=7).order_by("name")
    assert [(one.name, one.siren == siren(77_000)) for one in found] == [
        ("Office 00", True),
        ("Office 01", False),
    ]


def test_an_organism_that_lacks_a_fact_says_it_before_it_is_changed(sent):
    Organism.objects.filter(slug="office-00").update(departement="")

    answer = handed_back(sent, LIST, lambda sheet: sheet.cell(2, column(sheet, "Logements"), 7))

    (line,) = compared(answer).lines
    assert line.cells[0].why == (
        "Demandé avant de changer cette ligne\u00a0: Département du siège."
    )


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


def _comparison(client, many):
    """How many queries the comparison of `many` changed rows costs, the page with them."""

    def change(sheet):
        for row in range(2, 2 + many):
            sheet.cell(row, column(sheet, "Logements"), 5000 + row)

    body = changed(export(client, LIST).body, change)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = send(client, body)
    assert len(compared(answer).writable) == many
    return len(asked)


def test_one_changed_row_or_many_cost_the_same_queries(sent):
    _comparison(sent, 1)

    assert _comparison(sent, 1) == _comparison(sent, 12)


@pytest.mark.slow
def test_five_hundred_changed_rows_are_compared_and_written_in_bounded_time(signed_in, sonia):
    """As many as one file may change: far from the minute after which a request is given up."""
    for n in range(500):
        make_organism(f"Office {n:03}", slug=f"office-{n:03}", homes=1000)
    client = signed_in(sonia)

    def change(sheet):
        for row in range(2, 502):
            sheet.cell(row, column(sheet, "Logements"), 5000 + row)

    body = changed(export(client, LIST).body, change)
    before = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        answer = send(client, body)
        assert len(asked) < 40
    write(client, answer)

    assert Organism.objects.filter(homes__gte=5002).count() == 500
    assert time.process_time() - before < 30
