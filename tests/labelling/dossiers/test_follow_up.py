"""Dossier after the audit: findings treated, review, way back, replaced pieces (BR-14, BR-16, BR-25)."""

from datetime import timedelta

import pytest

from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.dossiers import scenario
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.turns import next_act
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal import documents
from portal.core import clock
from portal.workflow import Refused
from tests.factories import make_dossier, make_user
from tests.labelling.dossiers.factories import (
    codes,
    fresh,
    make_mission,
    refusal,
    refused_step,
    registered,
)
from tests.page_costs import queries

pytestmark = pytest.mark.django_db


def in_follow_up(organism, alice, kind="NCm", state="open", **fields):
    dossier = make_dossier(organism, state="follow_up")
    mission = make_mission(
        dossier, "implementation", "validated", tenants_met_on=clock.today(), **fields
    )
    criterion = dossier.framework.criteria[0]
    AuditFinding.objects.create(
        mission=mission,
        number=1,
        kind=kind,
        state=state,
        criterion=criterion,
        text="Constat",
        evidence="Vu sur site",
    )
    return fresh(dossier)


@pytest.mark.parametrize(
    ("kind", "state", "is_treated"),
    [
        ("NCm", "open", False),
        ("NCm", "rejected", False),
        ("NCm", "answered", True),
        ("NCm", "accepted", True),
        ("NCM", "answered", False),
        ("NCM", "accepted", True),
        ("NCM", "closed", True),
        ("PS", "open", True),
    ],
)
def test_findings_are_treated_before_the_review(organism, alice, kind, state, is_treated):
    dossier = in_follow_up(organism, alice, kind, state)

    assert codes(dossier, "to_review") == ([] if is_treated else ["finding_open"])


@pytest.mark.parametrize(
    ("state", "kind", "said"),
    [
        ("answered", "NCm", "L’auditeur ne l’a pas encore jugée"),
        ("rejected", "NCm", "L’auditeur l’a refusée"),
        ("accepted", "NCm", ""),
        ("open", "PS", ""),
    ],
)
def test_br36_an_instruction_says_which_answer_it_does_not_wait_for(
    organism, alice, sonia, signed_in, state, kind, said
):
    """A minor one may be refused while the office examines: both are told on the dossier."""
    dossier = in_follow_up(organism, alice, kind, state)
    LabelDossier.objects.filter(pk=dossier.pk).update(state="review")

    for reader in (alice, sonia):
        page = signed_in(reader).get(dossier.get_absolute_url()).text
        assert ("Réponses que l’instruction n’attend pas" in page, said in page) == (
            bool(said),
            True,
        )


def test_br39_an_instruction_leads_nobody_to_a_finding_that_they_may_not_open(
    organism, alice, sonia, signed_in
):
    """The organism reads none of an audit whose report is not sent."""
    dossier = in_follow_up(organism, alice, "NCm", "answered")
    LabelDossier.objects.filter(pk=dossier.pk).update(state="review")
    finding = AuditFinding.objects.get()
    told = [led(signed_in(one), dossier, finding) for one in (alice, sonia)]
    AuditMission.objects.update(state="draft_report")
    unsent = [led(signed_in(one), dossier, finding) for one in (alice, sonia)]

    assert (told, unsent) == ([True, True], [False, True])


def led(client, dossier, finding):
    """Whether the page of the dossier leads to the finding."""
    return finding.get_absolute_url() in client.get(dossier.get_absolute_url()).text


def test_an_instruction_costs_the_same_with_one_answer_that_it_does_not_wait_for_and_with_many(
    organism, alice, sonia, signed_in
):
    dossier = in_follow_up(organism, alice, "NCm", "answered")
    LabelDossier.objects.filter(pk=dossier.pk).update(state="review")
    client, finding = signed_in(sonia), AuditFinding.objects.get()
    before = queries(client, dossier.get_absolute_url())
    for number in range(2, 12):
        finding.pk, finding.number, finding._state.adding = None, number, True
        finding.save()

    assert queries(client, dossier.get_absolute_url()) == before
    assert client.get(dossier.get_absolute_url()).text.count("ne l’a pas encore jugée") == 11


def test_the_clock_moves_a_treated_dossier_to_review_and_leaves_the_others(organism, alice):
    dossier = in_follow_up(organism, alice, "NCm", "open")
    assert DOSSIER.run_timed() == []

    AuditFinding.objects.update(state="accepted")

    assert [(d.pk, d.state) for d in DOSSIER.run_timed()] == [(dossier.pk, "review")]


def test_br14_the_audit_counts_the_auditors_own_meeting_with_tenants(organism, alice):
    dossier = in_follow_up(organism, alice, "PF")
    dossier.missions.update(tenants_met_on=None)

    assert codes(dossier, "to_review") == ["no_tenants"]
    scenario.add_tenants(alice, dossier)
    assert codes(dossier, "to_review") == []


def test_the_clock_alone_closes_an_audit_and_only_with_a_final_report(organism, sonia):
    dossier = make_dossier(organism, state="audit")
    make_mission(dossier, "implementation", "contradictory")
    assert refused_step(dossier, "close_audit", sonia) == ["forbidden"]
    assert refused_step(dossier, "close_audit", None) == ["report_not_final"]

    dossier.missions.update(state="final_report")

    assert DOSSIER.fire(dossier, "close_audit").state == "follow_up"


def test_a_dossier_goes_back_to_preparation_with_a_reason_and_a_date(organism, sonia):
    dossier = make_dossier(organism, state="review")
    due_on = clock.today() + timedelta(days=60)

    dossier = DOSSIER.fire(
        dossier, "send_back", by=sonia, reason="Le plan est à reprendre.", due_on=due_on
    )

    assert (dossier.state, dossier.due_on) == ("preparation", due_on)


def test_br16_a_replaced_piece_is_kept_with_its_digest(organism, alice, sonia):
    dossier = registered(organism, alice, sonia)
    piece = dossier.pieces.get(code="perimetre")
    before = piece.file.sha256

    newer = scenario.replace_piece(alice, piece, "Une liste plus longue.")

    piece.refresh_from_db()
    kept = documents.StoredFile.objects.get(pk=piece.file_id)
    assert (piece.is_current, piece.is_frozen, kept.sha256, kept.is_intact()) == (
        False,
        True,
        before,
        True,
    )
    assert (newer.is_current, newer.file.version, newer.file.replaces_id) == (
        True,
        2,
        piece.file_id,
    )
    assert dossier.frozen_copies.get().content["pieces"][-1]["sha256"] == before


def test_br16_a_former_version_is_not_replaced_again(organism, alice, sonia):
    dossier = registered(organism, alice, sonia)
    piece = dossier.pieces.get(code="perimetre")
    scenario.replace_piece(alice, piece)

    with pytest.raises(Refused) as refused:
        scenario.replace_piece(alice, piece)

    assert refused.value.codes == ["replaced"]


@pytest.mark.parametrize("state", ["scheduled", "granted", "refused", "discontinued", "dismissed"])
def test_br25_a_finished_dossier_is_only_read(organism, alice, state):
    dossier = make_dossier(organism, state=state)

    assert refusal(scenario.add_piece, alice, dossier, "autre", "Une pièce") == ["read_only"]
    assert refusal(scenario.fill, alice, dossier, "Un autre texte") == ["read_only"]
    assert refusal(scenario.sign_engagement, alice, dossier) == ["read_only"]
    assert refusal(scenario.add_tenants, alice, dossier) == ["read_only"]


def test_the_organism_is_told_to_answer_the_findings_and_others_that_the_portal_goes_on(
    organism, alice, sonia
):
    """Whose turn it is prepares; « Passer en instruction » is what comes next."""
    dossier = in_follow_up(organism, alice)
    own, other = next_act(dossier, alice), next_act(dossier, make_user())

    assert (own.title, own.hand, own.text) == (
        "Répondre aux constats de l’audit",
        "vous",
        "Ensuite, «\u00a0Passer en instruction\u00a0»\u00a0: le portail le fait de lui-même.",
    )
    assert (other.title, other.text) == (
        "Passer en instruction",
        "Le portail le fait de lui-même dès que rien ne manque.",
    )


def test_the_organism_in_preparation_is_not_told_to_open_the_audit(organism, alice):
    act = next_act(make_dossier(organism, state="preparation"), alice)

    assert (act.title, act.hand, act.text) == (
        "Préparer l’audit\u00a0: patrimoine, plan, auto-évaluation",
        "vous",
        "Ensuite, «\u00a0Ouvrir l’audit\u00a0»\u00a0: le référent label ou le suppléant du référent.",
    )
