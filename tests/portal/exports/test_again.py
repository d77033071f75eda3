"""Tests of an exported table handed back: unchanged it is silent, changed it says exactly what."""

import time
from datetime import date

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
    LIST,
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
