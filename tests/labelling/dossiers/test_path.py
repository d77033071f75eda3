"""Dossier from registration to the committee: diagnosis, preparation, audit, findings."""

from datetime import date

import pytest

from labelling.assessment.models import CriterionAnswer
from labelling.dossiers import actions, scenario
from labelling.dossiers.workflow import DOSSIER
from labelling.labels.models import Label
from labelling.plan.models import ActionPlan
from portal.core import clock
from tests.factories import make_dossier
from tests.labelling.dossiers.factories import (
    codes,
    decide,
    fresh,
    make_action,
    make_mission,
    noon,
    problems,
    rate,
    ready_for_audit,
    refusal,
    refused_step,
    registered,
)

pytestmark = pytest.mark.django_db
CLOSED = date(2026, 4, 24)


@pytest.mark.parametrize("state", ["to_assign", "proposed", "declined", "cancelled"])
def test_the_diagnosis_needs_a_mission_that_an_auditor_accepted(organism, alice, sonia, state):
    dossier = registered(organism, alice, sonia)
    make_mission(dossier, "hqs", state)
    assert refused_step(dossier, "start_diagnosis", sonia) == ["no_hqs_mission"]

    dossier.missions.update(state="accepted")

    assert DOSSIER.fire(dossier, "start_diagnosis", by=sonia).state == "diagnosis"


def test_preparation_does_not_skip_the_diagnosis(organism, alice, sonia):
    dossier = registered(organism, alice, sonia)
    make_mission(dossier, "hqs", "validated", closed_on=clock.today())

    assert "no_diagnosis" in refused_step(dossier, "start_preparation", sonia)


def test_a_dossier_without_diagnosis_goes_straight_to_preparation(organism, alice, sonia):
    dossier = make_dossier(organism, dossier_type="renewal", state="registered")
    scenario.add_required(alice, dossier)
    assert refused_step(dossier, "start_diagnosis", sonia) == ["no_hqs_stage"]

    dossier = DOSSIER.fire(dossier, "start_preparation", by=sonia)

    assert (dossier.state, dossier.prepared_on) == ("preparation", clock.today())
    assert dossier.due_on == dossier.rules.due("D05", clock.today())


def diagnosed(organism, signatory, closed_on=CLOSED):
    dossier = make_dossier(organism, state="diagnosis")
    make_mission(dossier, "hqs", "validated", closed_on=closed_on)
    scenario.add_required(signatory, dossier)
    scenario.add_tenants(signatory, dossier, kind="restitution")
    return fresh(dossier)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 4, 23), []),
        (date(2027, 4, 24), ["hqs_too_old"]),
        (date(2027, 4, 25), ["hqs_too_old"]),
    ],
)
def test_br20_the_hqs_report_serves_twelve_months(organism, alice, sonia, today, expected):
    with noon(CLOSED):
        dossier = diagnosed(organism, alice)

    with noon(today):
        assert codes(dossier, "start_preparation") == expected


def test_preparation_needs_a_validated_report_and_its_restitution(organism, alice, sonia):
    with noon(CLOSED):
        dossier = diagnosed(organism, alice)
        dossier.missions.update(state="final_report")
        dossier.tenant_involvements.update(kind="information")

        assert codes(dossier, "start_preparation") == ["hqs_not_validated", "no_restitution"]


def test_br14_a_restitution_of_another_stage_does_not_count(organism, alice):
    with noon(CLOSED):
        dossier = diagnosed(organism, alice)
        dossier.tenant_involvements.update(stage="candidature")

        assert codes(dossier, "start_preparation") == ["no_restitution"]


@pytest.fixture
def prepared(organism, alice):
    """A dossier that lacks nothing for its audit, the HQS diagnosis closed on 24 April 2026."""
    with noon(CLOSED):
        return ready_for_audit(organism, alice, closed_on=CLOSED)


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


def test_the_window_of_a_maintenance_runs_before_the_end_of_the_label(organism, alice, sonia):
    first = make_dossier(organism, state="granted")
    label = {
        "reference": "QH-L-2024-0001",
        "perimeter": "Tout",
        "start_on": date(2024, 6, 15),
        "end_on": date(2027, 6, 14),
    }
    Label.objects.create(
        organism=organism,
        dossier=first,
        decision=decide(first, "grant", sonia),
        state="active",
        **label,
    )
    dossier = make_dossier(organism, dossier_type="verification", state="preparation")

    def found(day):
        with noon(day):
            return {"too_early", "too_late"} & set(codes(dossier, "start_audit"))

    days = [date(2026, 12, 13), date(2026, 12, 14), date(2027, 3, 14), date(2027, 3, 15)]
    assert [found(day) for day in days] == [{"too_early"}, set(), set(), {"too_late"}]


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
