"""What the public reads of a label taken over, from that very moment: directory, page, verification, badge, files."""

import json

import pytest
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.title.labels.attestations import actions
from labelling.title.labels.directory import figures
from labelling.title.labels.models import Attestation, Label
from portal.access.references import next_reference
from tests.labelling.history_import.conftest import confirm, plain

pytestmark = pytest.mark.django_db
LINE = {
    "sheet": "Organismes",
    "row": 4,
    "name": "Orvance Habitat",
    "siren": None,
    "family": "OPH",
    "region": "84",
    "homes": None,
    "status": "labelled",
    "committee_on": "2024-12-05",
    "label": {"start": "2024-12-05", "end": "2027-12-04", "attestation": "LAB-2024.7"},
}
DECISION = {
    "sheet": "comités",
    "row": 9,
    "organism": LINE["name"],
    "session": "2024-12-05",
    "decision": "granted",
    "with_recommendations": True,
    "seats_present": 11,
}


def text(client, name, *args):
    """(status, what the page says)."""
    answer = client.get(reverse(f"labelling:{name}", args=args))
    content = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, plain(content)


@pytest.fixture
def held(sonia):
    """Confirmed after the pages have been read once: what is cached must leave."""
    confirm(sonia, {"organisms": [LINE], "decisions": [DECISION]})
    return Label.objects.get()


def test_the_directory_lists_it_at_once(client, sonia):
    assert "Orvance Habitat" not in text(client, "directory")[1]

    confirm(sonia, {"organisms": [LINE], "decisions": [DECISION]})

    assert "Orvance Habitat" in text(client, "directory")[1]
    assert figures.tables()["ensemble"][0].labelled == 1


def test_its_page_tells_the_label_and_that_the_attestation_came_before_the_portal(client, held):
    status, said = text(client, "directory_organism", held.organism.slug)

    assert status == 200
    assert "détient le label Quali’Hlm du 5 décembre 2024 au 4 décembre 2027" in said
    assert "Attestation délivrée avant le portail" in said
    assert "LAB-2024.7" in said
    assert "non renseigné" in said
    assert "None" not in said


def test_its_old_number_is_verified_by_its_page_and_by_the_form(client, held):
    status, said = text(client, "verify", "LAB-2024.7")
    found = client.get(reverse("labelling:verify_form"), {"numero": " lab-2024.7 "})

    assert (status, found["Location"]) == (200, reverse("labelling:verify", args=["LAB-2024.7"]))
    assert "Orvance Habitat détient le label Quali’Hlm jusqu’au 4 décembre 2027" in said
    assert "Attestation délivrée avant le portail" in said
    assert "Siren" not in said
    assert "None" not in said


def test_the_badge_and_the_files_tell_it(client, held):
    rows = json.loads(b"".join(client.get(reverse("labelling:directory_json"))))["rows"]

    assert text(client, "badge", held.organism.slug)[0] == 200
    assert rows[0]["attestation"] == "LAB-2024.7"
    assert (rows[0]["logements"], rows[0]["departement"]) == ("non renseigné", "")


def test_a_label_without_a_known_number_is_listed_without_one(client, sonia):
    line = LINE | {"label": {"start": "2024-12-05", "end": "2027-12-04"}}
    confirm(sonia, {"organisms": [line]})
    label = Label.objects.get()

    status, said = text(client, "directory_organism", label.organism.slug)
    assert (status, Attestation.objects.count()) == (200, 0)
    assert "Son numéro n’est pas connu ici" in said
    assert label.decision is None
    assert text(client, "directory_csv")[0] == 200


@pytest.mark.parametrize("status", ["withdrawn", "renounced", "suspended", "expired"])
def test_a_title_that_is_held_no_more_says_so_without_a_day_that_nobody_knows(
    client, sonia, status
):
    confirm(sonia, {"organisms": [LINE | {"status": status}], "decisions": [DECISION]})

    code, said = text(client, "verify", "LAB-2024.7")
    assert code == 200
    assert "Orvance Habitat détient le label" not in said
    assert "None" not in said


def test_br67_the_portal_never_gives_again_a_number_that_existed(sonia):
    label = LINE["label"] | {"attestation": "qh-2024-0031"}
    confirm(sonia, {"organisms": [LINE | {"label": label}], "decisions": [DECISION]})

    assert Attestation.objects.get().number == "QH-2024-0031"
    assert next_reference("QH", 2024) == "QH-2024-0032"


def test_no_pdf_is_made_or_relaunched_of_an_attestation_given_before_the_portal(held):
    assert Attestation.objects.get().file is None
    assert actions.stuck().count() == 0


def test_an_organism_that_only_prepares_is_not_named(client, sonia):
    confirm(sonia, {"organisms": [LINE | {"status": "preparation"}]})

    assert "Orvance Habitat" not in text(client, "directory")[1]
    assert text(client, "directory_organism", Organism.objects.get().slug)[0] == 404
