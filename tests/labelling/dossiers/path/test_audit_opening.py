"""Opening of the audit (BR-11, BR-14, BR-17, BR-18, BR-19): what it lacks, each alone, and its window."""

from datetime import date
from types import SimpleNamespace

import pytest

from labelling.path.assessment.models import CriterionAnswer
from labelling.path.dossiers.models import PREPARED, LabelDossier
from labelling.path.dossiers.parts import actions
from labelling.path.dossiers.steps import turns
from labelling.path.dossiers.steps.workflow import DOSSIER
from labelling.path.plan.models import ActionPlan
from portal.models import Role, User
from portal.web import worklist
from tests import factories, worlds
from tests.factories import noon
from tests.labelling.dossiers.factories import (
    codes,
    fresh,
    make_action,
    problems,
    rate,
    ready_for_audit,
    refusal,
)

pytestmark = pytest.mark.django_db
CLOSED = date(2026, 4, 24)
BEFORE, INSIDE = date(2027, 2, 23), date(2027, 3, 1)


@pytest.fixture(scope="module")
def prepared_of_module(django_db_setup, django_db_blocker):
    """A dossier that lacks nothing for its audit, its signatory and the référent: made once."""
    with worlds.undone_at_the_end(django_db_blocker):
        organism = factories.make_organism("Valmeyre Habitat", slug="valmeyre-habitat")
        alice = factories.make_member(organism, "signatory", first_name="Alice", last_name="Arnaud")
        sonia = factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
        with noon(CLOSED):
            dossier = ready_for_audit(organism, alice, closed_on=CLOSED)
        yield SimpleNamespace(dossier=dossier, alice=alice.pk, sonia=sonia.pk)


@pytest.fixture
def alice(prepared_of_module, db):
    return User.objects.get(pk=prepared_of_module.alice)


@pytest.fixture
def sonia(prepared_of_module, db):
    return User.objects.get(pk=prepared_of_module.sonia)


@pytest.fixture
def prepared(prepared_of_module, db):
    """It lacks nothing for its audit; the HQS diagnosis closed on 24 April 2026."""
    return fresh(prepared_of_module.dossier)


@pytest.fixture
def in_the_window():
    with noon(date(2027, 3, 1)):
        yield


def test_the_audit_opens_when_nothing_is_missing(prepared, sonia, in_the_window):
    assert DOSSIER.fire(prepared, "start_audit", by=sonia).state == "audit"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 2, 23), ["too_early"]),
        (date(2027, 2, 24), []),
        (date(2027, 6, 24), []),
        (date(2027, 6, 25), ["too_late"]),
    ],
)
def test_br17_the_audit_opens_ten_to_fourteen_months_after_the_diagnosis(prepared, today, expected):
    with noon(today):
        assert codes(prepared, "start_audit") == expected


def test_br17_a_waiver_opens_it_late_never_early(prepared, sonia):
    actions.grant_waiver(
        prepared, by=sonia, reason="Restructuration de l’organisme, avis du comité."
    )

    with noon(date(2027, 6, 25)):
        assert codes(prepared, "start_audit") == []
    with noon(date(2027, 2, 23)):
        assert codes(prepared, "start_audit") == ["too_early"]


def test_a_waiver_is_the_offices_and_granted_once(prepared, alice, sonia):
    reason = "Restructuration de l’organisme, avis du comité."
    assert refusal(actions.grant_waiver, prepared, by=alice, reason=reason) == ["forbidden"]
    actions.grant_waiver(prepared, by=sonia, reason=reason)

    assert refusal(actions.grant_waiver, fresh(prepared), by=sonia, reason=reason) == ["waived"]


def tower(dossier):
    """A residence that nobody rated yet."""
    return dossier.organism.residences.create(
        code="R900", name="Tour Lamartine", insee="69123", homes=80
    )


def test_br18_every_residence_is_rated(prepared, in_the_window):
    tower(prepared)

    problem = problems(prepared, "start_audit")[0]

    assert (problem.code, problem.text) == (
        "stock_not_rated",
        "1\u00a0résidence reste à noter sur 3.",
    )


def test_br18_no_stock_at_all_is_not_a_full_coverage(prepared, in_the_window):
    prepared.organism.residences.update(is_active=False)

    assert codes(prepared, "start_audit") == ["stock_not_rated"]


def test_br18_a_priority_situation_without_an_action_blocks_with_its_code(
    prepared, alice, in_the_window
):
    residence = tower(prepared)
    rate(prepared, residence, alice, level="priority")

    problem = problems(prepared, "start_audit")[0]
    assert problem.code == "priority_without_action"
    assert "Tour Lamartine (R900)" in problem.text

    make_action(prepared, 2, "local", residence, progress="dropped")
    assert codes(prepared, "start_audit") == ["priority_without_action"]
    make_action(prepared, 3, "local", residence)
    assert codes(prepared, "start_audit") == []


def test_br19_the_plan_has_a_transversal_action(prepared, in_the_window):
    prepared.actions.update(progress="dropped")

    assert codes(prepared, "start_audit") == ["no_transversal"]


@pytest.mark.parametrize("hole", [{"owner": ""}, {"due_on": None}, {"indicator": ""}])
def test_br19_every_action_has_its_owner_date_and_indicator(prepared, hole, in_the_window):
    make_action(prepared, 7, **hole)

    problem = problems(prepared, "start_audit")[0]
    assert problem.code == "action_incomplete"
    assert "7" in problem.text


def test_the_plan_is_validated_by_a_signatory(prepared, in_the_window):
    ActionPlan.objects.update(validated_on=None)
    assert codes(prepared, "start_audit") == ["plan_not_validated"]

    ActionPlan.objects.all().delete()
    assert codes(prepared, "start_audit") == ["plan_not_validated"]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("x" * 19, ["not_self_assessed"]), ("x" * 20, []), (" " * 30, ["not_self_assessed"])],
    ids=["short", "long enough", "blank"],
)
def test_br11_not_applicable_needs_a_reason_of_twenty_characters(
    prepared, reason, expected, in_the_window
):
    answer = CriterionAnswer.objects.select_related("criterion").first()
    CriterionAnswer.objects.filter(pk=answer.pk).update(rating=None, is_na=True, na_reason=reason)

    found = problems(prepared, "start_audit")

    assert [p.code for p in found] == expected
    assert all(answer.criterion.code in p.text for p in found)


def test_br11_an_unrated_criterion_is_named(prepared, in_the_window):
    answer = CriterionAnswer.objects.select_related("criterion").last()
    answer.delete()

    (problem,) = problems(prepared, "start_audit")
    assert (problem.code, answer.criterion.code in problem.text) == ("not_self_assessed", True)


def test_br14_the_preparation_has_its_own_evidence(prepared, in_the_window):
    prepared.tenant_involvements.update(stage="candidature")

    assert codes(prepared, "start_audit") == ["no_tenants"]


def test_the_audit_needs_its_mission_and_the_pieces_of_the_preparation(prepared, in_the_window):
    prepared.missions.filter(audit_type="implementation").update(state="proposed")
    prepared.pieces.filter(code="politique-qualite").update(is_current=False)

    assert codes(prepared, "start_audit") == ["missing_piece", "no_audit_mission"]


def told(dossier, user, client):
    """[(list, hand)] of the home, and the hand that the page tells."""
    rows = worklist.lists(user)
    home = [
        (name, one.hand) for name in rows for one in rows[name] if dossier.reference in one.context
    ]
    page = client.get(dossier.get_absolute_url()).content.decode()
    hands = ("à vous", "à l’organisme", "au référent label", "au calendrier")
    return home, [one for one in hands if f"La main est {one}" in page]


def test_once_nothing_is_missing_it_is_the_referent_s_everywhere(prepared, alice, sonia, signed_in):
    with noon(BEFORE):
        turns.note_ready_dossiers()
        before = told(prepared, sonia, signed_in(sonia)), told(prepared, alice, signed_in(alice))
    with noon(INSIDE):
        turns.note_ready_dossiers()
        after = told(prepared, sonia, signed_in(sonia)), told(prepared, alice, signed_in(alice))
        shown = signed_in(sonia).get("/espace/dossiers/").content.decode()
        home = signed_in(sonia).get("/espace/").content.decode()

    assert before == (
        ([("watch", "le calendrier")], ["au calendrier"]),
        ([("wait", "le calendrier")], ["au calendrier"]),
    )
    assert after == (
        ([("do", "vous")], ["à vous"]),
        ([("wait", "le référent label")], ["au référent label"]),
    )
    assert fresh(prepared).ready_on == INSIDE
    assert 'data-label="La main est à">vous' in shown
    assert "Ouvrir l’audit\u00a0: rien ne manque" in home


def test_what_is_missing_again_is_known_at_once(prepared, alice):
    """A residence that nobody rated: any writing of the dossier asks what is missing."""
    with noon(INSIDE):
        turns.note_ready_dossiers()
        tower(prepared)
        actions.add_tenants(
            prepared, by=alice, stage="preparation", kind="hearing", body="Conseil de concertation",
            held_on=INSIDE, attendees=4,
        )  # fmt: skip

    assert fresh(prepared).ready_on is None


def test_a_step_taken_leaves_no_trace_of_the_one_before(prepared, sonia):
    with noon(INSIDE):
        turns.note_ready_dossiers()
        dossier = prepared.workflow.fire(fresh(prepared), "start_audit", by=sonia)

    assert (dossier.state, fresh(dossier).ready_on) == ("audit", None)


def test_the_morning_costs_one_query_when_no_dossier_is_prepared(
    prepared, django_assert_num_queries
):
    LabelDossier.objects.filter(pk=prepared.pk).update(state="review")
    assert not LabelDossier.objects.filter(state__in=PREPARED).exists()
    with django_assert_num_queries(1):
        turns.note_ready_dossiers()
