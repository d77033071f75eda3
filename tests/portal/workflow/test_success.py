"""What somebody reads once an act has taken place: what they did, and whose turn it is now."""

from datetime import date
from types import SimpleNamespace

import pytest

from home.models import LetterIssue
from portal import access
from portal.workflow import Transition
from portal.workflow.engine import WORKFLOWS


def said(past, *, target="next", by=None, **state):
    thing = SimpleNamespace(
        **{"hand": "le référent label", "is_final": False, "due_on": None} | state,
        hand_for=lambda who: "vous" if who == "Sonia" else "",
    )
    return Transition("x", "Déposer", ("first",), target, access.nobody, past).success(thing, by)


@pytest.mark.parametrize(
    ("past", "sentence"),
    [
        ("a déposé sa demande d’agrément", "Vous avez déposé votre demande d’agrément."),
        (
            "a partagé la collection avec son organisme",
            "Vous avez partagé la collection avec votre organisme.",
        ),
        ("n’a pas retenu la fiche", "Vous n’avez pas retenu la fiche."),
    ],
)
def test_the_journal_s_words_are_said_to_who_did_it(past, sentence):
    assert said(past, is_final=True) == sentence


def test_it_says_that_the_next_act_is_one_s_own():
    past, next_one = "a validé le rapport", "Vous avez validé le rapport. La main est "

    assert said(past, by="Sonia") == f"{next_one}à vous."
    assert said(past, by="Bob") == f"{next_one}au référent label."


def test_it_says_whose_turn_it_is_and_until_when():
    due = date(2026, 12, 7)
    assert (
        said("a validé le rapport") == "Vous avez validé le rapport. La main est au référent label."
    )
    assert said("a validé le rapport", due_on=due).replace("\u00a0", " ") == (
        "Vous avez validé le rapport. La main est au référent label, avant le 7 décembre 2026."
    )
    assert said("a relu la fiche", target="first") == "Vous avez relu la fiche."
    assert said("a accordé le label", hand="personne") == "Vous avez accordé le label."


def test_every_act_of_a_person_has_a_sentence_for_people():
    """Not the verb of a button: « C’est fait : valider le rapport »."""
    mute = [
        f"{table.model.__name__}.{row.name} : {row.past}"
        for table in WORKFLOWS.values()
        for row in table.transitions.values()
        if row.by is not access.clock and not row.said and not row.past.startswith(("a ", "n’a "))
    ]
    assert mute == []


def test_the_first_act_offered_leads_on_where_one_does():
    """The frame of an act shows the first, as what there is to do: « Reprendre la lettre » is not sending it."""
    back = []
    for table in WORKFLOWS.values():
        for here, state in enumerate(table.path):
            moves = [
                table.path.index(row.target) - here
                for row in table.leaving(state)
                if row.target in table.path
            ]
            if moves and moves[0] < 0 < max(moves):
                back.append(f"{table.model.__name__} {state}")

    assert back == []
    assert [row.name for row in WORKFLOWS[LetterIssue].leaving("ready")] == ["send", "reopen"]
