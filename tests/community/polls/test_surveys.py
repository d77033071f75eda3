"""State machine of a survey: composed, opened, answered, closed by the clock, published."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from community.models import Participation, Survey, SurveyAnswer, SurveyDraft, SurveyQuestion
from community.polls import actions
from community.polls.workflow import SURVEY
from portal.core import clock
from portal.models import User
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.polls.factories import (
    LAST,
    QUESTIONS,
    animate,
    club,
    give,
    make_draft,
    make_members,
    make_open,
    said,
    settle,
)
from tests.factories import make_member
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    """Co-animator of the club."""
    (person,) = make_members(1)
    return animate(person)


def refused(act, *codes):
    with pytest.raises(Refused) as told:
        act()
    assert told.value.codes == list(codes)


def test_who_animates_or_the_referent_composes_and_a_member_does_not(ana, sonia):
    (member,) = make_members(1)

    assert [make_draft(who).reference for who in (ana, sonia)] == [
        "QH-E-2026-0001",
        "QH-E-2026-0002",
    ]
    with pytest.raises(Forbidden):
        actions.create(club(), by=member, title="À moi")


def test_a_draft_is_seen_by_who_composes_alone_and_an_open_one_by_the_space(ana, sonia, bob):
    (member,) = make_members(1)
    people = (ana, sonia, member, bob)

    def seen(survey):
        return [Survey.objects.visible_to(who).filter(pk=survey.pk).exists() for who in people]

    assert seen(make_draft(ana)) == [True, True, False, False]
    assert seen(make_open(ana)) == [True, True, True, False]


def test_questions_move_change_and_leave_while_it_is_a_draft(ana):
    survey = make_draft(ana)
    first, second, third, fourth = survey.questions.all()
    actions.move_question(third, -1, by=ana)
    actions.remove_question(second, by=ana)
    actions.move_question(first, -1, by=ana)
    actions.edit_question(fourth, by=ana, label="Autre chose ?")

    assert list(survey.questions.values_list("order", "label")) == [
        (1, first.label), (2, third.label), (3, "Autre chose ?"),
    ]  # fmt: skip


def test_it_opens_with_a_question_at_least(ana):
    survey = make_draft(ana, questions=())
    how = {"closes_on": LAST, "secrecy": "named", "per": "person"}

    refused(lambda: SURVEY.fire(survey, "open", by=ana, **how), "no_question")


def test_once_open_its_questions_are_frozen_by_the_pages_and_by_the_database(ana):
    survey = make_open(ana)
    question = survey.questions.first()
    rows = SurveyQuestion.objects.filter(pk=question.pk)

    refused(lambda: actions.edit_question(question, by=ana, label="Autre"), "frozen")
    refused(lambda: actions.remove_question(question, by=ana), "frozen")
    refused(lambda: actions.add_question(survey, by=ana, **QUESTIONS[0]), "frozen")
    for act in (
        lambda: rows.update(label="Autre"),
        lambda: SurveyQuestion.objects.create(survey=survey, order=9, kind="one", label="Plus"),
    ):
        with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
            act()


@pytest.mark.parametrize("change", [{"is_anonymous": False}, {"per": "organism"}])
def test_what_was_promised_at_opening_stays(ana, change):
    survey = make_open(ana, secrecy="anonymous")

    with pytest.raises(DatabaseError, match="has promised"), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(**change)


def test_an_open_survey_says_how_it_is_answered(ana):
    survey = make_draft(ana)

    with pytest.raises(IntegrityError, match="survey_open_says_how"), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(state="open")


def test_a_named_answer_is_changed_until_the_survey_closes(ana):
    (member,) = make_members(1)
    survey = make_open(ana)
    give(survey, member, 1, [2], 4, text="Rien")
    give(survey, member, 2, [], 5)
    SURVEY.fire(survey, "close", by=ana)

    assert SurveyAnswer.objects.get().values == said(survey, 2, [], 5)
    refused(lambda: give(survey, member, 1, [], 1), "closed")


def test_one_answer_an_organism_whoever_gives_it(ana):
    (member,) = make_members(1)
    organism = member.memberships.get().organism
    colleague = settle(make_member(organism, "contact"))
    survey = make_open(ana, per="organism", secrecy="anonymous")
    give(survey, member, 1, [], 3)

    refused(lambda: give(survey, colleague, 2, [], 3), "answered")
    assert Participation.objects.get().organism == organism


def test_nobody_answers_for_an_organism_that_is_not_theirs(ana):
    member, other = make_members(2)
    survey = make_open(ana, per="organism")
    theirs = other.memberships.get().organism_id

    refused(lambda: give(survey, member, 1, [], 3, organism=theirs), "no_organism")


def test_br_88_who_only_reads_or_is_paused_does_not_answer(ana, organism, alice):
    make_label(organism, state="suspended")
    survey = make_open(ana)

    with pytest.raises(Forbidden):
        give(survey, settle(alice), 1, [], 3)


def test_the_clock_closes_it_the_day_after_its_last_day(ana):
    survey = make_open(ana, closes_on=date(2026, 11, 26))

    def state_on(day):
        with clock.at(datetime(2026, 11, day, 0, 1)):
            SURVEY.run_timed()
        return Survey.objects.get(pk=survey.pk).state

    assert [state_on(26), state_on(27)] == ["open", "closed"]
    assert Survey.objects.get(pk=survey.pk).closed_on == date(2026, 11, 27)


def test_a_draft_answer_is_kept_and_goes_when_it_is_sent_or_closed(ana):
    first, second = make_members(2)
    survey = make_open(ana)
    for person in (first, second):
        actions.save_draft(survey, said(survey, 1, [], None), by=person)
    begun = actions.begun(survey, first)[0]
    give(survey, first, 2, [], 3)
    left = list(SurveyDraft.objects.values_list("person", flat=True))
    SURVEY.fire(survey, "close", by=ana)

    assert begun == said(survey, 1, [], None)
    assert (left, SurveyDraft.objects.count()) == ([second.pk], 0)


def test_the_journal_tells_the_life_of_the_survey_and_no_answer(ana):
    (member,) = make_members(1)
    survey = make_open(ana, questions=QUESTIONS[:1])
    actions.answer(survey, {survey.questions.get().key: 1}, by=member)
    SURVEY.fire(survey, "close", by=ana)

    assert [e.act for e in audit_log.entries_of(survey)] == ["close", "open", "compose", "prepare"]
    assert User.objects.filter(pk=member.pk).exists()
