"""Concurrent answers to a survey: one is counted; an answer and the closing do not cross."""

import threading

import pytest

from community.models import Participation, Survey, SurveyTally
from community.polls import actions
from community.polls.workflow import SURVEY
from community.spaces.members.roles import forget
from community.spaces.seeds import ensure_spaces
from portal.models import User
from portal.workflow import Refused
from tests.community.polls.factories import QUESTIONS, animate, make_members, make_open
from tests.labelling.labels.test_races import MANY, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def survey(transactional_db):
    ensure_spaces()
    (ana,) = make_members(1)
    return make_open(animate(ana), secrecy="anonymous", questions=QUESTIONS[:1])


def test_eight_sendings_of_one_person_make_one_answer(survey):
    (member,) = make_members(1)
    key = survey.questions.get().key

    def send():
        try:
            by = User.objects.get(pk=member.pk)
            actions.answer(Survey.objects.get(pk=survey.pk), {key: 1}, by=by)
        except Refused as refused:
            return refused.codes[0]
        return "kept"

    given = together(send)

    assert sorted(given) == [*["answered"] * (MANY - 1), "kept"]
    assert SurveyTally.objects.get().counts == {"1": 1}


def test_eight_people_at_once_are_eight_answers(survey):
    people = iter([person.pk for person in make_members(MANY)])
    turn, key = threading.Lock(), survey.questions.get().key

    def send():
        with turn:
            by = User.objects.get(pk=next(people))
        actions.answer(Survey.objects.get(pk=survey.pk), {key: 1}, by=by)
        return "kept"

    assert together(send) == ["kept"] * MANY
    assert SurveyTally.objects.get().counts == {"1": MANY}


def test_control_without_the_lock_all_have_looked_and_the_database_refuses(survey):
    """What `answer` would do if nobody waited: everyone finds no line, seven are refused by the database."""
    (member,) = make_members(1)
    gate = threading.Barrier(MANY)

    def send():
        assert actions.participation(survey, member) is None
        gate.wait()
        Participation.objects.create(survey=survey, person=member)
        return "kept"

    assert together(send).count("refused") == MANY - 1


def test_control_without_the_lock_counts_are_lost(survey):
    """Eight who read the tally before one writes it: seven answers vanish."""
    question = survey.questions.get()
    SurveyTally.objects.create(question=question)
    gate = threading.Barrier(MANY)

    def add():
        tally = SurveyTally.objects.get(question=question)
        gate.wait()
        actions._add(tally, question.kind, 1)
        return "kept"

    assert together(add) == ["kept"] * MANY
    assert SurveyTally.objects.get().counts == {"1": 1}


def test_an_answer_that_meets_the_closing_is_counted_or_refused_never_lost(survey):
    (member,) = make_members(1)
    key, ana = survey.questions.get().key, survey.made_by
    forget(ana)
    acts = iter(["close", *["answer"] * (MANY - 1)])
    turn = threading.Lock()

    def act():
        with turn:
            name = next(acts)
        current = Survey.objects.get(pk=survey.pk)
        try:
            if name == "close":
                SURVEY.fire(current, "close", by=User.objects.get(pk=ana.pk))
            else:
                actions.answer(current, {key: 1}, by=User.objects.get(pk=member.pk))
        except Refused as refused:
            return refused.codes[0]
        return name

    given = together(act)
    kept = given.count("answer")

    assert given.count("close") == 1
    assert set(given) <= {"close", "answer", "answered", "closed"}
    assert Participation.objects.count() == kept <= 1
