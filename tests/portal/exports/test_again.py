"""Tests of an exported table handed back: unchanged it is silent, changed it says exactly what."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from labelling.parties.organisms.models import Organism
from labelling.path.plan.models import Action
from portal.core import clock
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism
from tests.portal.exports.reading import export

pytestmark = pytest.mark.django_db
AGAIN, WRITE = "/espace/tableaux/relire/", "/espace/tableaux/relire/ecrire/"
LIST = "/espace/organismes/"


def handed_back(client, address, change=None, extension="xlsx"):
    """The answer to the export of a list, corrected by `change(sheet)`."""
    body = export(client, address, extension).body
    if change:
        book = load_workbook(BytesIO(body))
        change(book.worksheets[0])
        book.save(out := BytesIO())
        body = out.getvalue()
    return send(client, body, extension)


def send(client, body, extension="xlsx"):
    return client.post(AGAIN, {"file": SimpleUploadedFile(f"t.{extension}", body)})


def column(sheet, title):
    return next(n for n, cell in enumerate(sheet[1], 1) if cell.value == title)


@pytest.fixture
def many(db):
    return [
        make_organism(f"Office {n:02}", slug=f"office-{n:02}", homes=1000 + n) for n in range(12)
    ]


@pytest.fixture
def sent(signed_in, sonia, many):
    return signed_in(sonia)


def write(client, answer, rows=None):
    preview = answer.context["preview"]
    rows = [line.key for line in preview["made"].writable] if rows is None else rows
    return client.post(WRITE, {"sealed": preview["sealed"], "rows": rows}, follow=True)


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


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_unchanged_it_is_silent(sent, extension):
    made = handed_back(sent, LIST, extension=extension).context["preview"]["made"]

    assert (made.lines, made.added, made.removed, made.repeated, made.ignored) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert made.same == 12


def test_what_changed_is_told_exactly_before_and_after(sent):
    made = handed_back(sent, LIST, correct).context["preview"]["made"]

    assert [[(c.title, c.before, c.after) for c in line.cells] for line in made.lines] == [
        [("Logements", str(1000 + n), str(52 + n))] for n in range(9)
    ]
    left = [(line.name, c.title, c.after, c.url) for line in made.lines for c in line.left]
    assert left == [("Office 00", "Région", "Ailleurs", "/espace/organismes/office-00/")]
    assert (made.added, made.removed) == (["Nouveau un", "Nouveau deux"], ["Office 11"])
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

    (line,) = answer.context["preview"]["made"].lines
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

    (line,) = answer.context["preview"]["made"].lines
    assert line.why == "Nombre de logements\u00a0: Saisissez un nombre entier."
    assert answer.context["preview"]["made"].writable == []


def test_what_is_no_table_of_ours_is_refused_in_words(sent):
    def error(body):
        answer = send(sent, body)
        assert answer.status_code == 422
        return answer.context["form"].errors["file"][0]

    assert (
        error(b"")
        == "Le fichier est vide. Vérifiez qu’il s’agit du bon fichier et déposez-le de nouveau."
    )
    assert "« Légende »".replace(" ", "\u00a0") in error(export(sent, LIST, "csv").body)
    assert "ne se relit pas" in error(export(sent, "/espace/dossiers/").body)


def test_a_reader_of_no_right_on_the_list_or_the_row_changes_nothing(sent, signed_in, bob):
    body = export(sent, LIST).body
    suivi = export(sent, "/espace/suivi/").body
    client = signed_in(bob)

    assert send(client, suivi).status_code == 422
    made = send(client, body).context["preview"]["made"]
    assert (made.lines, len(made.added)) == ([], 12)

    answer = handed_back(client, LIST, lambda sheet: sheet.cell(2, column(sheet, "Logements"), 7))
    (line,) = answer.context["preview"]["made"].lines
    assert line.why.startswith("Réservé")
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
        sheet.cell(2, column(sheet, "Critère"), "1.1")

    assert handed_back(client, address).context["preview"]["made"].same == 1
    answer = handed_back(client, address, change)
    (line,) = answer.context["preview"]["made"].lines
    assert [one.url for one in line.left] == [f"{address}actions/1/"]
    assert line.why == ""
    write(client, answer)

    assert Action.objects.get().owner == "Gardiens"
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
