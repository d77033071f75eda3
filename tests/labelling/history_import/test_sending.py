"""Sending of a tracking file: every format is read, what cannot be is refused in a sentence, the list tells it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.steering.history_import.models import TrackingImport
from portal.models import Role
from tests import factories
from tests.labelling.history_import.conftest import begin, plain

pytestmark = pytest.mark.django_db
HERE = "/espace/suivi/importer/"
FILE = Path(__file__).parents[2] / "data" / "tracking" / "suivi-label.xlsx"
HEADER = "Organisme;SIREN;Famille;Région;Statut\n"
LINE = "Corvange Habitat;;OPH;Bretagne;candidature reçue\n"
TABLE = "<table><tr><th>Organisme</th><th>Famille</th><th>Région</th><th>Statut</th></tr>{}</table>"
CELLS = "<tr><td>Corvange Habitat</td><td>OPH</td><td>Bretagne</td><td>prépa</td></tr>"


def send(client, content, name="suivi.csv", **more):
    return client.post(HERE, {"file": SimpleUploadedFile(name, content)}, **more)


def names(client, content, name):
    assert send(client, content, name).status_code == 302
    return [line["name"] for line in TrackingImport.objects.get().content["organisms"]]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ((HEADER + LINE).encode(), "suivi.csv"),
        ((HEADER + LINE).encode("cp1252"), "suivi.csv"),
        ((HEADER + LINE).encode("utf-16"), "suivi.txt"),
        ((HEADER + LINE).replace(";", "\t").encode("cp1252"), "suivi.xls"),
        (TABLE.format(CELLS).encode(), "suivi.xls"),
    ],
)
def test_a_file_is_read_whatever_its_form(signed_in, sonia, content, name):
    assert names(signed_in(sonia), content, name) == ["Corvange Habitat"]


def test_the_real_file_is_read_and_kept(signed_in, sonia, told):
    answer = send(signed_in(sonia), FILE.read_bytes(), FILE.name)
    made = TrackingImport.objects.get()

    assert answer.headers["Location"] == f"{HERE}{made.reference}/feuilles/"
    assert (made.state, made.file_name, made.by) == ("previewed", FILE.name, sonia)
    assert bytes(made.file) == FILE.read_bytes()
    assert len(made.content["organisms"]) == told["counts"]["organisms"] + 1  # that no sheet knows
    assert {one["severity"] for one in made.reading["issues"]} == {"info", "warning", "error"}
    assert [sheet["name"] for sheet in made.reading["sheets"]][:2] == ["Organismes", "Audits"]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "suivi.xls",
         "Enregistrer sous, Classeur Excel (.xlsx)"),
        (b"", "suivi.csv", "Le fichier est vide."),
        (b"%PDF-1.7 x", "suivi.pdf", "Le fichier est un PDF."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    signed_in, sonia, content, name, sentence
):
    answer = send(signed_in(sonia), content, name)

    assert answer.status_code == 422
    assert sentence in plain(answer.content)
    assert TrackingImport.objects.count() == 0


def test_without_a_file_the_form_asks_for_one(signed_in, sonia):
    answer = signed_in(sonia).post(HERE, {})

    assert answer.status_code == 422
    assert "Choisissez un fichier." in plain(answer.content)


def test_the_deputy_reads_the_list_and_sends_nothing(signed_in, sonia, told):
    begin(sonia, told)
    deputy = signed_in(factories.make_user("Denis", roles=[Role.DEPUTY]))
    page = deputy.get(HERE).content.decode()

    assert "suivi-label.xlsx" in page
    assert 'type="file"' not in page
    assert send(deputy, (HEADER + LINE).encode()).status_code == 403
    assert TrackingImport.objects.count() == 1


def test_the_bar_of_the_office_leads_to_the_table_and_the_table_to_the_list(
    signed_in, sonia, alice
):
    table = 'href="/espace/suivi/"'
    assert table in signed_in(sonia).get("/espace/").content.decode()
    assert f'href="{HERE}"' in signed_in(sonia).get("/espace/suivi/").content.decode()
    assert table not in signed_in(alice).get("/espace/").content.decode()
    assert signed_in(alice).get(HERE).status_code == 403


def test_the_list_costs_as_much_with_many_imports(signed_in, sonia):
    client = signed_in(sonia)
    client.get(HERE)
    costs = []
    for many in (1, 12):
        for _ in range(many):
            begin(sonia, {"organisms": []})
        with CaptureQueriesContext(connection) as captured:
            client.get(HERE)
        costs.append(len(captured))

    assert costs[0] == costs[1]
