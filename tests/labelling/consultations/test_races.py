"""Races of a consultation (PostgreSQL): two answers by one link, a contest against the closing of its stage."""

import pytest

from labelling.path.consultations import actions
from labelling.path.consultations.models import Consultation
from portal.workflow import Refused, acting, audit_log, engine
from tests.labelling.committee.test_races import together
from tests.labelling.consultations.conftest import say
from tests.races import met_after, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def given_at_once(consultation):
    """Two people of a body press at once: what is raised, and how often the journal tells a word."""
    one = Consultation.objects.get(pk=consultation.pk)
    other = Consultation.objects.get(pk=consultation.pk)
    raised = together(
        [
            lambda: actions.give(one, say(opinion="Le hall est propre.")),
            lambda: actions.give(other, say(stance="contests", account="Personne n’est venu.")),
        ]
    )
    told = [line.act for line in audit_log.entries_of(consultation.dossier)]
    return [type(fault) for fault in raised], sum(act in ("say", "contest") for act in told)


def test_two_answers_by_one_link_keep_one_and_tell_the_other(consultation):
    assert given_at_once(consultation) == ([Refused], 1)


def test_control_without_the_lock_both_answers_are_taken(consultation, monkeypatch):
    without_row_locks(monkeypatch)
    met_after(monkeypatch, engine, "part")
    assert given_at_once(consultation)[0] != [Refused]


ONE_AFTER_THE_OTHER = (
    ([False], "draft", "contested", []),
    ([True], "submitted", "asked", [Refused]),
)


def contested_while_closing(consultation, alice, seen=lambda: None):
    """The dossier leaves its stage while a body contests: (did it see none, both states, what was raised)."""
    one, saw_none = Consultation.objects.get(pk=consultation.pk), []

    def close():
        with acting(one.dossier, by=alice, act="engage", sentence="ferme l’étape") as dossier:
            contested = dossier.consultations.filter(state="contested").exists()
            seen()
            if not contested:
                dossier.state, dossier.submitted_on = "submitted", "2026-11-24"
            saw_none.append(not contested)

    def contest():
        actions.give(
            Consultation.objects.get(pk=one.pk),
            say(stance="contests", account="Personne n’est venu."),
        )

    raised = [type(fault) for fault in together([close, contest])]
    found = Consultation.objects.get(pk=one.pk)
    return saw_none, found.dossier.state, found.state, raised


def test_a_contest_stops_its_stage_or_is_told_that_it_comes_too_late(consultation, alice):
    assert contested_while_closing(consultation, alice) in ONE_AFTER_THE_OTHER


def test_control_without_the_lock_the_stage_closes_on_a_contest(consultation, alice, monkeypatch):
    without_row_locks(monkeypatch)
    gate = met_after(monkeypatch, engine, "part")
    found = contested_while_closing(consultation, alice, gate.wait)
    assert (found[0], found in ONE_AFTER_THE_OTHER) == ([True], False)
