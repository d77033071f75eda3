"""Steps of a dossier at the committee: decisions, withdrawal before the vote, appeal after a refusal."""

import pytest

from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock
from tests.factories import make_dossier
from tests.labelling.dossiers.factories import (
    decide,
    fresh,
    list_on_agenda,
    make_chair,
    refused_step,
)

pytestmark = pytest.mark.django_db
NOTE = "Les six engagements sont tenus et les locataires ont été entendus à chaque étape."


@pytest.fixture
def carla(db):
    return make_chair()


@pytest.fixture
def reviewed(organism, alice):
    return make_dossier(organism, state="review", instruction_note=NOTE)


@pytest.fixture
def scheduled(organism, alice):
    dossier = make_dossier(organism, state="scheduled", scheduled_on=clock.today())
    list_on_agenda(dossier)
    return dossier


def test_a_dossier_is_scheduled_with_its_note_and_its_point_of_the_agenda(reviewed, sonia):
    assert refused_step(reviewed, "schedule", sonia) == ["not_listed"]
    list_on_agenda(reviewed)

    dossier = DOSSIER.fire(reviewed, "schedule", by=sonia)

    assert (dossier.state, dossier.scheduled_on) == ("scheduled", clock.today())
    assert dossier.due_on == dossier.agenda_items.get().session.held_on

    dossier = DOSSIER.fire(dossier, "unschedule", by=sonia)
    assert (dossier.state, dossier.due_on) == ("review", dossier.rules.due("D08i", clock.today()))


@pytest.mark.parametrize(
    ("note", "expected"),
    [("x" * 49, ["no_note"]), (f"  {'x' * 49}  ", ["no_note"]), ("x" * 50, [])],
)
def test_the_instruction_note_has_fifty_characters(organism, note, expected):
    dossier = make_dossier(organism, state="review", instruction_note=note)
    list_on_agenda(dossier)

    assert [p.code for p in DOSSIER.transitions["schedule"].problems(dossier)] == expected


@pytest.mark.parametrize(
    ("option", "step", "state"),
    [
        ("grant", "grant", "granted"),
        ("grant_with_recommendations", "grant", "granted"),
        ("refuse", "refuse", "refused"),
        ("adjourn", "adjourn", "adjourned"),
    ],
)
def test_a_recorded_decision_moves_the_dossier(scheduled, carla, option, step, state):
    decision = decide(scheduled, option, carla)

    dossier = DOSSIER.fire(scheduled, step, by=carla, decision=decision)

    assert (dossier.state, dossier.outcome_reason) == (state, decision.motivation)
    assert dossier.decided_on == (None if state == "adjourned" else clock.today())


@pytest.mark.parametrize("step", ["grant", "refuse", "adjourn"])
def test_without_its_decision_nothing_moves(scheduled, carla, step):
    other = {"grant": "refuse", "refuse": "adjourn", "adjourn": "grant"}[step]
    assert refused_step(scheduled, step, carla) == ["not_decided"]

    decide(scheduled, other, carla)

    assert refused_step(scheduled, step, carla) == ["not_decided"]


@pytest.mark.parametrize("who", ["alice", "sonia", "dircom"])
def test_a_decision_is_the_committees(request, scheduled, carla, who):
    decide(scheduled, "grant", carla)

    assert refused_step(scheduled, "grant", request.getfixturevalue(who)) == ["forbidden"]


def test_an_adjourned_dossier_waits_for_the_organism_whoever_reads_it(
    scheduled, carla, sonia, alice, signed_in
):
    """To take it up again asks for nothing that could be missing: it is nobody's turn but the organism's."""
    decision = decide(scheduled, "adjourn", carla)
    dossier = DOSSIER.fire(scheduled, "adjourn", by=carla, decision=decision)
    told = [
        signed_in(one).get(dossier.get_absolute_url()).content.decode() for one in (sonia, alice)
    ]

    assert "La main est à l’organisme" in told[0]
    assert "La main est à vous" in told[1]


def test_an_adjourned_dossier_comes_back_within_its_delay(scheduled, carla, sonia):
    dossier = DOSSIER.fire(
        scheduled, "adjourn", by=carla, decision=decide(scheduled, "adjourn", carla)
    )
    assert dossier.due_on == dossier.rules.due("D11", clock.today())

    dossier = DOSSIER.fire(dossier, "relist", by=sonia, reason="Les pièces attendues sont versées.")

    assert (dossier.state, dossier.due_on) == ("review", dossier.rules.due("D08i", clock.today()))


@pytest.mark.parametrize(
    ("state", "is_free"), [("not_open", True), ("open", False), ("closed", False), ("void", True)]
)
def test_br22_the_organism_withdraws_until_the_vote_opens(scheduled, alice, state, is_free):
    scheduled.agenda_items.update(state=state)

    if is_free:
        assert DOSSIER.fire(scheduled, "discontinue", by=alice).state == "discontinued"
    else:
        assert refused_step(scheduled, "discontinue", alice) == ["vote_open"]


def test_br03_only_a_signatory_withdraws(scheduled, chloe, bob, sonia):
    for person in (chloe, bob, sonia):
        assert refused_step(scheduled, "discontinue", person) == ["forbidden"]


def test_a_point_leaves_the_agenda_before_the_vote_only(scheduled, sonia, carla):
    scheduled.agenda_items.update(state="open")
    assert refused_step(scheduled, "unschedule", carla) == ["vote_open"]
    scheduled.agenda_items.update(state="not_open")

    assert DOSSIER.fire(scheduled, "unschedule", by=sonia).state == "review"


def test_a_refused_dossier_is_reopened_by_the_chair_after_an_appeal(organism, carla, sonia):
    dossier = make_dossier(organism, state="refused", outcome_reason="Non.")
    assert refused_step(dossier, "reopen", sonia, reason="x" * 20) == ["forbidden"]

    dossier = DOSSIER.fire(dossier, "reopen", by=carla, reason="Le recours est reçu : réexamen.")

    assert (dossier.state, dossier.decided_on, dossier.outcome_reason) == ("review", None, "")


def test_br12_a_reopened_dossier_does_not_meet_another_open_one(organism, carla):
    dossier = make_dossier(organism, state="refused")
    make_dossier(organism)

    assert refused_step(dossier, "reopen", carla, reason="x" * 20) == ["ALREADY_OPEN"]
    assert fresh(dossier).state == "refused"
