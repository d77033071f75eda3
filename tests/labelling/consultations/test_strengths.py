"""BR-14: three strengths of evidence, boundary days included; a contest stops its stage until it is read."""

from datetime import timedelta

import pytest

from labelling.path.consultations import actions
from labelling.path.consultations.keys import actions as keys
from labelling.path.consultations.workflow import CONSULTATION
from labelling.path.dossiers import stages
from labelling.path.dossiers.models import TenantInvolvement
from labelling.path.dossiers.parts import pieces, tenants
from labelling.path.dossiers.steps import guards
from labelling.steering.figures.families.tenants import stages_with_evidence
from portal.core import clock
from portal.figures import Period
from portal.workflow import Refused
from tests.factories import noon
from tests.labelling.consultations.conftest import say

pytestmark = pytest.mark.django_db
LATER = timedelta(days=1)
INFORMATION = "information-locataires"


def fresh(dossier):
    return type(dossier).objects.get(pk=dossier.pk)


def strength(dossier):
    dossier = fresh(dossier)
    return tenants.strength_of(dossier, stages.current_stage(dossier)).code


def missing(dossier, guard=guards.tenants_involved):
    found = guard(fresh(dossier)) or []
    return [one.code for one in (found if isinstance(found, list) else [found])]


def declare(dossier, by, day):
    return TenantInvolvement.objects.create(
        dossier=dossier, stage="candidature", kind="information", body="CCL", held_on=day, attendees=3, added_by=by
    )  # fmt: skip


def test_a_body_that_is_asked_is_no_evidence_yet(dossier, consultation):
    """BR-14."""
    assert strength(dossier) == ""
    assert missing(dossier) == ["no_tenants"]


def test_the_own_word_of_a_body_is_the_strongest(dossier, consultation, alice):
    """BR-14: a declaration beside it weighs no more."""
    declare(dossier, alice, clock.today())
    assert strength(dossier) == tenants.DECLARED
    actions.give(consultation, say(stance="confirms"))
    assert strength(dossier) == tenants.OWN
    assert missing(dossier) == []


def test_silence_counts_the_day_after_the_delay_of_the_rules(dossier, consultation):
    """BR-14, D24: on the last day the body may still answer; the day after, its silence is an evidence."""
    until = dossier.rules.due("D24", clock.today())
    assert consultation.answer_until_on == until
    with noon(until):
        CONSULTATION.run_timed()
        assert strength(dossier) == ""
    with noon(until + LATER):
        CONSULTATION.run_timed()
        assert strength(dossier) == tenants.SILENCE
        assert missing(dossier) == []
        actions.give(type(consultation).objects.get(), say(opinion="Trop tard, mais encore là."))
        assert strength(dossier) == tenants.OWN


def test_bodies_that_were_asked_are_the_proof_that_they_were_informed(dossier, consultation):
    """BR-13, BR-14: their word or their silence stands for the piece that proves it; a demand alone does not."""
    with noon(consultation.answer_until_on + LATER):
        assert INFORMATION not in pieces.held_codes(fresh(dossier))
        CONSULTATION.run_timed()
        assert INFORMATION in pieces.held_codes(fresh(dossier))
        actions.give(type(consultation).objects.get(), say(stance="confirms"))
        assert INFORMATION in pieces.held_codes(fresh(dossier))


def test_a_meeting_before_the_dossier_counts_within_its_dated_rule(dossier, alice):
    """BR-14, D01t: the first day that counts, and the eve of it."""
    since = stages.entered_on(dossier, stages.current_stage(dossier))
    declare(dossier, alice, since - LATER)
    assert strength(dossier) == ""
    declare(dossier, alice, since)
    assert strength(dossier) == tenants.DECLARED


def test_a_dated_rule_may_ask_for_more_than_a_declaration(dossier, consultation, alice):
    """BR-14: at that stage, a declaration is told as weaker than what is asked."""
    declare(dossier, alice, clock.today())
    stage = stages.current_stage(dossier)
    stage.tenants_strength = tenants.SILENCE
    assert [one.code for one in [guards.tenants_involved(dossier)]] == ["weak_tenants"]
    for code, least, is_enough in (
        (tenants.SILENCE, tenants.SILENCE, True),
        (tenants.SILENCE, tenants.OWN, False),
        (tenants.OWN, tenants.OWN, True),
        ("", "", False),
    ):
        stage.tenants_strength = least
        assert tenants.is_enough(tenants.Strength(code, clock.today()), stage) is is_enough


def test_a_contest_stops_its_stage_until_answered_then_read(dossier, consultation, alice, sonia):
    """BR-14: the word counts as an evidence all the same."""
    word = say(stance="contests", account="Personne n’est venu nous voir.")
    one = actions.give(consultation, word)
    assert missing(dossier) == []
    assert missing(dossier, guards.contests_settled) == ["contested"]

    one = one.workflow.fire(
        one, "answer_contest", by=alice, text="Nous vous recevons mardi, à 18 heures."
    )
    assert missing(dossier, guards.contests_settled) == ["contested"]

    one = one.workflow.fire(
        one, "settle", by=sonia, reason="La réunion est fixée, l’organisme y répond."
    )
    assert missing(dossier, guards.contests_settled) == []


def test_a_contest_that_is_kept_up_is_to_answer_again(consultation, alice):
    one = actions.give(consultation, say(stance="contests", account="Personne n’est venu."))
    one = one.workflow.fire(
        one, "answer_contest", by=alice, text="Nous vous recevons mardi, à 18 heures."
    )
    one = one.workflow.fire(one, "insist_on_contest", text="Ce jour-là ne va à personne.")
    assert one.state == "contested"
    assert one.replies.get().insisted_for == "Ce jour-là ne va à personne."
    with pytest.raises(Refused):
        one.workflow.fire(one, "settle", by=alice, reason="Ce n’est pas à moi de le dire ici.")


def test_what_the_organism_had_to_hand_over_itself_has_the_third_strength(
    dossier, consultation, contact, sonia
):
    """BR-14."""
    key = keys.renew(consultation, contact, by=sonia, kind="code", is_handed_over=True)
    actions.give(consultation, say(stance="confirms"), key=key)
    assert strength(dossier) == tenants.DECLARED


@pytest.mark.parametrize(("said", "proved"), [(None, 0), ({"stance": "confirms"}, 1)])
def test_the_figure_of_proved_stages_counts_what_bodies_said(dossier, consultation, said, proved):
    """BR-14: a body that is asked has proved nothing yet."""
    if said:
        actions.give(consultation, say(**said))
    decided = {"state": "refused", "decided_on": clock.today(), "submitted_on": clock.today()}
    type(dossier).objects.filter(pk=dossier.pk).update(**decided)
    cases = stages_with_evidence(Period.at(clock.today()))
    assert sum(case.amount for case in cases) == proved
