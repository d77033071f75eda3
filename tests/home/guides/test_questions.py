"""Questions of a guide: every way leads to an outcome, whose door exists; an address says what was answered."""

import re

import pytest

from home.guides.steps import guide
from labelling.committee.complaints.models import Complaint, Enquiry, MisuseReport

GUIDES = ("probleme", "candidature")
CODES = {
    "motif": MisuseReport.Reason.values,
    "objet": Complaint.About.values,
    "sujet": Enquiry.Topic.values,
}


def ways(one, code=None, said=()):
    """Every way from the first question to an outcome: pairs (question, choice)."""
    question = one.questions[code or one.first]
    for choice in question.choices:
        way = (*said, (question.code, choice.code))
        if choice.question:
            yield from ways(one, choice.question, way)
        else:
            yield way


@pytest.mark.parametrize("code", GUIDES)
def test_every_way_ends_at_an_outcome_and_no_outcome_is_left_out(code):
    one = guide(code)
    walks = [one.walk(dict(way)) for way in ways(one)]

    assert [walk.answers for walk in walks if walk.outcome is None or walk.question] == []
    assert {walk.outcome.code for walk in walks} == set(one.outcomes)
    assert max(len(walk.answers) for walk in walks) == one.longest
    assert [walk.is_lost for walk in walks if walk.is_lost] == []


def test_each_guide_is_as_long_as_was_promised():
    assert [guide(code).longest for code in GUIDES] == [2, 4]


@pytest.mark.parametrize("code", GUIDES)
def test_a_button_has_its_door_and_what_a_door_chooses_is_a_choice_of_its_form(code):
    outcomes = guide(code).outcomes.values()

    assert [one.code for one in outcomes if bool(one.button) != bool(one.address)] == []
    for one in outcomes:
        for name, value in re.findall(r"[?&](\w+)=(\w+)", one.address):
            assert value in CODES[name], one.address


def test_an_answer_is_changed_without_losing_those_before_it():
    walk = guide("candidature").walk({"structure": "oui", "logements": "oui"})

    assert [one.change for one in walk.answers] == ["?", "?structure=oui"]
    assert (walk.question.code, walk.rank) == ("direction", 3)
    assert walk.options[0][1] == "?structure=oui&logements=oui&direction=oui"


def test_what_is_still_to_do_is_said_again_with_the_outcome():
    said = {"structure": "oui", "logements": "oui", "direction": "bientot", "locataires": "bientot"}

    walk = guide("candidature").walk(said)

    assert walk.outcome.code == "pret"
    assert [one.split(" ")[0] for one in walk.reminders] == ["La", "Informez"]


@pytest.mark.parametrize(
    "query", [{"objet": "rien"}, {"bailleur": "oui"}, {"objet": "papier", "vu": "logo"}]
)
def test_an_address_that_answers_nothing_is_known_as_lost(query):
    assert guide("probleme").walk(query).is_lost


def test_what_is_kept_follows_from_one_question_to_the_next():
    walk = guide("probleme").walk({"objet": "label"}, organisme="armoril", rien="")

    assert walk.answers[0].change == "?organisme=armoril"
    assert walk.options[0][1] == "?organisme=armoril&objet=label&vu=logo"
