"""Written parts of a dossier: texts, steps, meetings, complements; kept, once, never over another’s."""

import uuid

import pytest

from labelling.path.dossiers import scenario
from portal.core import clock
from portal.scenario.files import document
from portal.workflow import audit_log
from tests.labelling.dossiers.factories import fresh, ready_draft, submitted
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_a_contact_writes_the_texts_and_the_journal_says_which(dossier, chloe, signed_in):
    values = {
        "presentation": "Un office.",
        "perimeter": "Tout.",
        "homes_in_perimeter": "9000",
        "version": "1",
    }

    answer = signed_in(chloe).post(f"{dossier.get_absolute_url()}modifier/", values)

    dossier = fresh(dossier)
    assert (answer.status_code, dossier.presentation, dossier.homes_in_perimeter) == (
        302,
        "Un office.",
        9000,
    )
    assert audit_log.entries_of(dossier)[0].data["fields"] == [
        "Présentation de l’organisme",
        "Périmètre",
        "Logements du périmètre",
    ]


def test_g21_a_stale_page_shows_both_texts_and_overwrites_nothing(dossier, chloe, alice, signed_in):
    scenario.fill(alice, dossier, "Le texte d’Alice.")
    values = {
        "presentation": "Le texte de Chloé.",
        "perimeter": "",
        "homes_in_perimeter": "",
        "version": "1",
    }

    answer = signed_in(chloe).post(f"{dossier.get_absolute_url()}modifier/", values)

    assert answer.status_code == 409
    assert "Le texte d’Alice." in text(answer)
    assert "Le texte de Chloé." in text(answer)
    assert fresh(dossier).presentation == "Le texte d’Alice."


def test_g21_a_stale_step_is_refused(organism, alice, signed_in):
    dossier = ready_draft(organism, alice)

    answer = signed_in(alice).post(
        f"{dossier.get_absolute_url()}deposer/", {"version": dossier.version - 1}
    )

    refused_page(answer, "Ce dossier a changé pendant que vous écriviez")
    assert fresh(dossier).state == "draft"


def test_g25b_a_double_click_submits_once(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    values = {"version": dossier.version, "once": uuid.uuid4().hex}

    answers = [client.post(f"{dossier.get_absolute_url()}deposer/", values) for _ in range(3)]

    assert [a["Location"] for a in answers] == [dossier.get_absolute_url()] * 3
    assert (fresh(dossier).state, fresh(dossier).frozen_copies.count()) == ("submitted", 1)


def test_g25b_a_double_click_adds_one_piece(dossier, alice, signed_in):
    client, once = signed_in(alice), uuid.uuid4().hex
    for _ in range(2):
        values = {
            "piece": "perimetre-libre",
            "title": "Charte",
            "upload": document("Charte", "Texte"),
            "once": once,
        }
        client.post(f"{dossier.get_absolute_url()}pieces/ajouter/", values | {"piece": "autre"})

    assert [piece.title for piece in dossier.pieces.all()] == ["Charte"]


def test_the_page_of_a_step_shows_its_effects_and_what_is_missing(dossier, alice, signed_in):
    page = text(signed_in(alice).get(f"{dossier.get_absolute_url()}deposer/"))

    assert "Une copie du dossier est figée" in page
    assert "Il manque la pièce « Périmètre et liste du patrimoine »." in page


def test_br14_a_meeting_held_before_its_stage_is_refused_beside_the_date(dossier, chloe, signed_in):
    values = {
        "stage": "candidature",
        "kind": "information",
        "body": "CCL",
        "attendees": "0",
        "held_on": "2020-01-06",
        "upload": document("Compte rendu", "x"),
    }

    answer = signed_in(chloe).post(f"{dossier.get_absolute_url()}locataires/", values)

    assert sorted(answer.context["form"].errors) == ["attendees", "held_on"]


def test_br14_an_evidence_is_added_with_its_document(dossier, chloe, signed_in):
    today = clock.today().isoformat()
    values = {
        "stage": "candidature",
        "kind": "information",
        "body": "CCL",
        "attendees": "11",
        "held_on": today,
    }

    signed_in(chloe).post(
        f"{dossier.get_absolute_url()}locataires/",
        values | {"upload": document("Compte rendu", "x")},
    )

    one = dossier.tenant_involvements.get()
    assert (one.attendees, one.body, one.file.name) == (11, "CCL", "Compte rendu.pdf")


def test_br03_only_a_signatory_signs_the_engagement(dossier, alice, chloe, signed_in):
    url = f"{dossier.get_absolute_url()}engagement/"
    assert signed_in(chloe).post(url, {"accepts": "on"}).status_code == 403
    assert signed_in(alice).post(url, {}).status_code == 422

    signed_in(alice).post(
        url, {"accepts": "on", "letter": document("Lettre", "Nous nous engageons.")}
    )

    dossier = fresh(dossier)
    assert (dossier.engagement_signed_by, dossier.engagement_signed_on) == (alice, clock.today())
    assert [piece.code for piece in dossier.pieces.all()] == ["lettre-engagement"]


def test_complements_are_answered_one_by_one(organism, alice, chloe, sonia, signed_in):
    dossier = submitted(organism, alice)
    client = signed_in(sonia)
    values = {
        "reason_1": "La lettre n’est pas signée.",
        "reason_2": "La liste est incomplète.",
        "due_on": "2099-01-05",
    }
    client.post(f"{dossier.get_absolute_url()}demander-un-complement/", values)
    first, second = dossier.complements.all()

    signed_in(chloe).post(
        f"{dossier.get_absolute_url()}complements/", {f"answer_{first.pk}": "Versée."}
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.answer, second.answered_at) == ("Versée.", None)
