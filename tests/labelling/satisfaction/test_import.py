"""Import of satisfaction results: each wrong line told, nothing written before the confirmation."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from labelling.steering.satisfaction.models import SatisfactionResult, SatisfactionSurvey
from labelling.steering.satisfaction.reading import read_results
from portal.spreadsheets.sheets import Unreadable
from portal.workflow.audit_log import Entry
from tests.factories import make_organism

pytestmark = pytest.mark.django_db
ADDRESS = "/espace/pilotage/satisfaction/import/"
HEAD = "Siren;Organisme;Répondants;Satisfaction globale;Logement;Météo"


def csv(*lines):
    return "\n".join((HEAD, *lines)).encode()


@pytest.fixture
def pair():
    return make_organism("Armoril Habitat"), make_organism("Belval Habitat")


def test_rows_are_read_by_siren_or_name_with_their_rates(pair):
    one, other = pair
    read = read_results(
        csv(f"{one.siren};;1 250;82,5 %;79;4", ";BELVAL habitat;400;76;;", "Total;;1650;80;;"), 2025
    )

    assert [row.facts for row in read.kept] == [
        {"organism": one, "respondents": 1250, "overall": Decimal("82.5"), "rates": {"home": 79.0}},
        {"organism": other, "respondents": 400, "overall": Decimal("76.0"), "rates": {}},
    ]
    assert (read.wrong, read.unkept) == (0, ["Météo"])


def test_each_wrong_line_is_told(pair):
    one, _ = pair
    lines = {
        ";Inconnu;400;80;;": "cet organisme n’est pas connu\u00a0: écrivez son Siren",
        ";;400;80;;": "son organisme manque",
        "732829320;;400;80;;": "aucun organisme n’a le Siren 732829320",
        f"{one.siren};;;80;;": "le nombre de répondants manque",
        f"{one.siren};;0;80;;": "le nombre de répondants «\u00a00\u00a0» n’est pas lu",
        f"{one.siren};;400;;;": "la satisfaction globale manque",
        f"{one.siren};;400;bonne;;": "Satisfaction globale\u00a0: «\u00a0bonne\u00a0» n’est pas un pourcentage",
        f"{one.siren};;400;180;;": "Satisfaction globale\u00a0: «\u00a0180\u00a0» dépasse 100\u00a0%",
        f"{one.siren};;400;0,83;;": (
            "Satisfaction globale\u00a0: «\u00a00,83\u00a0» se lit mal\u00a0: écrivez 83 ou 83\u00a0%, et non 0,83"
        ),
    }
    for line, why in lines.items():
        assert [row.faults for row in read_results(csv(line), 2025).rows] == [[why]]


def test_an_organism_told_twice_counts_once(pair):
    one, _ = pair
    read = read_results(csv(f"{one.siren};;400;80;;", f"{one.siren};;500;70;;"), 2025)

    assert [row.faults for row in read.rows] == [
        [],
        ["cet organisme est déjà dit\u00a0: Ligne 2"],
    ]


def test_percents_of_a_workbook_are_read_as_they_are_shown(pair):
    one, _ = pair
    book = Workbook()
    book.active.append(["Siren", "Répondants", "Satisfaction globale"])
    book.active.append([one.siren, 12, 0.825])
    book.active["C2"].number_format = "0.0%"
    content = BytesIO()
    book.save(content)

    [row] = read_results(content.getvalue(), 2025).kept

    assert row.facts["overall"] == Decimal("82.5")
    assert row.remarks == ["moins de 30 répondants\u00a0: à lire avec prudence"]


def test_a_file_that_tells_no_result_is_refused():
    with pytest.raises(Unreadable, match="Aucune colonne de résultats"):
        read_results(b"Nom;Prix\nUn;2", 2025)


def send(client, content, **more):
    file = SimpleUploadedFile("enquete.csv", content)
    return client.post(ADDRESS, {"ended_on": "2025-11-30", "file": file, **more})


def test_nothing_is_written_before_it_is_confirmed_and_the_second_file_replaces(
    pair, sonia, signed_in
):
    one, other = pair
    client = signed_in(sonia)
    content = csv(f"{one.siren};;400;80;;", ";Inconnu;400;80;;")
    page = send(client, content)
    assert "1\u00a0ligne est prête" in page.text
    assert "cet organisme n’est pas connu" in page.text
    assert not SatisfactionSurvey.objects.exists()

    assert send(client, content, sure="1").status_code == 302
    again = send(client, csv(f"{one.siren};;410;81;77;", f"{other.siren};;90;70;;"))
    assert "remplace le résultat enregistré, 80,0\u00a0% de satisfaits" in again.text
    assert (
        send(
            client, csv(f"{one.siren};;410;81;77;", f"{other.siren};;90;70;;"), sure="1"
        ).status_code
        == 302
    )

    survey = SatisfactionSurvey.objects.get()
    told = SatisfactionResult.objects.order_by("organism__name").values_list(
        "organism", "respondents", "overall", "rates"
    )
    assert list(told) == [
        (one.pk, 410, Decimal("81.0"), {"home": 77.0}),
        (other.pk, 90, Decimal("70.0"), {}),
    ]
    assert survey.questions == [["home", "Le logement"]]
    assert (
        Entry.objects.filter(thing_type="labelling.satisfactionsurvey", act="import").count() == 2
    )


def test_a_day_to_come_is_refused_and_the_file_is_kept(sonia, signed_in):
    page = signed_in(sonia).post(
        ADDRESS, {"ended_on": "2099-01-01", "file": SimpleUploadedFile("e.csv", csv())}
    )

    assert page.status_code == 422
    assert "Choisissez un jour de 2004 à aujourd’hui." in page.text
