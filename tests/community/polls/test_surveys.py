"""A survey: composed, opened with its promise, answered, closed by the clock, told."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.models import Participation, Survey, SurveyAnswer, SurveyDraft, SurveyQuestion
from community.polls import answering, breakdown, composing, population, results
from community.polls.retention import forget_names, over
from community.polls.workflow import SURVEY
from community.public import survey_results
from portal import clock, journal, outbox
from portal.models import User
from portal.workflow import Forbidden, Refused
from tests.community.polls.making import (
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
from tests.labelling.labels.making import make_label

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
        composing.create(club(), by=member, title="À moi")


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
    composing.move_question(third, -1, by=ana)
    composing.remove_question(second, by=ana)
    composing.move_question(first, -1, by=ana)
    composing.edit_question(fourth, by=ana, label="Autre chose ?")

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

    refused(lambda: composing.edit_question(question, by=ana, label="Autre"), "frozen")
    refused(lambda: composing.remove_question(question, by=ana), "frozen")
    refused(lambda: composing.add_question(survey, by=ana, **QUESTIONS[0]), "frozen")
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


def test_results_count_and_the_rate_is_of_those_who_write_there(ana):
    people = make_members(3)
    survey = make_open(ana)
    for person, rank in zip(people, (1, 1, 2), strict=True):
        give(survey, person, rank, [1, 2] if rank == 1 else [], rank + 2, text=f"Avis {rank}")
    survey = SURVEY.fire(survey, "close", by=ana)
    found = results.of(survey)
    choice, topics, scale, text = found.rows

    assert (found.answers, found.population, found.rate) == (3, 4, 75)
    assert choice.rows == [(1, "Oui", 2, 67), (2, "Non", 1, 33), (3, "Sans avis", 0, 0)]
    assert [(many, share) for _r, _w, many, share in topics.rows] == [(2, 100), (2, 100)]
    assert (scale.mean, text.texts) == (3.3, ["Avis 1", "Avis 1", "Avis 2"])


def test_the_population_of_a_survey_per_organism_is_of_organisms(ana):
    (member,) = make_members(1)
    settle(make_member(member.memberships.get().organism, "contact"))

    assert population.size(make_open(ana, per="organism")) == 2
    assert population.size(make_open(ana, per="person")) == 3


def test_a_draft_answer_is_kept_and_goes_when_it_is_sent_or_closed(ana):
    first, second = make_members(2)
    survey = make_open(ana)
    for person in (first, second):
        answering.save_draft(survey, said(survey, 1, [], None), by=person)
    begun = answering.begun(survey, first)[0]
    give(survey, first, 2, [], 3)
    left = list(SurveyDraft.objects.values_list("person", flat=True))
    SURVEY.fire(survey, "close", by=ana)

    assert begun == said(survey, 1, [], None)
    assert (left, SurveyDraft.objects.count()) == ([second.pk], 0)


def test_the_reminder_goes_three_days_before_to_who_has_not_answered(ana):
    """Twice: who answers after it was queued is not reminded either (BR-96)."""
    answered, later, silent = make_members(3)
    survey = make_open(ana, closes_on=date(2026, 12, 1))
    give(survey, answered, 1, [], 3)
    with clock.at(datetime(2026, 11, 27, 9)):
        SURVEY.run_reminders()
        early = outbox.Message.objects.filter(notice="survey.closing").count()
    with clock.at(datetime(2026, 11, 28, 9)):
        SURVEY.run_reminders()
        SURVEY.run_reminders()
        queued = outbox.Message.objects.filter(notice="survey.closing")
        people = set(queued.values_list("person", flat=True))
        give(survey, later, 1, [], 3)
        outbox.deliver_due()
        sent = set(queued.filter(state="sent").values_list("person", flat=True))

    assert early == 0
    assert people == {ana.pk, later.pk, silent.pk}
    assert sent == {ana.pk, silent.pk}


def test_one_answer_of_an_organism_spares_its_other_members_the_reminder(ana):
    (member,) = make_members(1)
    colleague = settle(make_member(member.memberships.get().organism, "contact"))
    survey = make_open(ana, per="organism")
    before = population.is_silent(survey, colleague)
    give(survey, member, 1, [], 3)

    assert [before, population.is_silent(survey, colleague)] == [True, False]


def test_a_short_survey_has_no_reminder_and_a_closed_one_none_either(ana):
    make_members(1)
    short = make_open(ana, closes_on=date(2026, 11, 27))
    longer = make_open(ana, closes_on=date(2026, 12, 1))
    with clock.at(datetime(2026, 11, 28, 9)):
        SURVEY.run_reminders()
        SURVEY.fire(longer, "close", by=ana)
        outbox.deliver_due()
    states = outbox.Message.objects.filter(notice="survey.closing").values_list("state", flat=True)

    assert short.reference == "QH-E-2026-0001"
    assert set(states) == {"dropped"}


def test_opening_and_results_are_told_to_those_who_may_answer(ana, bob):
    make_members(2)
    survey = make_open(ana)
    survey = SURVEY.fire(survey, "close", by=ana)
    SURVEY.fire(survey, "publish", by=ana)
    told = outbox.Message.objects.values_list("notice", "person")

    assert {key for key, _ in told} == {"survey.opened", "survey.results"}
    assert bob.pk not in {person for _, person in told}
    assert len(told) == 6


def test_br_98_a_group_under_three_organisms_is_not_told_nor_found_by_subtraction(ana):
    groups = (("OPH", 4), ("ESH", 3), ("COOP", 2))
    people = [p for family, many in groups for p in make_members(many, family=family)]
    survey = make_open(ana)
    for person in people:
        give(survey, person, 1, [], 4)
    survey = SURVEY.fire(survey, "close", by=ana)
    questions = [row.question for row in results.of(survey).rows]
    table = next(t for t in breakdown.tables(survey, questions) if t.head == "Famille")
    told = {row.label: row.cells for row in table.rows}

    assert told["Coopérative Hlm"] is None
    assert [cells for cells in told.values() if cells] == [
        (100, 0, 0)
    ]  # another one is hidden with it


def test_an_anonymous_survey_has_no_breakdown(ana):
    survey = make_open(ana, secrecy="anonymous")

    assert breakdown.tables(survey, list(survey.questions.all())) == []


def test_the_yearly_report_gets_counted_questions_of_published_surveys(ana):
    people = make_members(5)
    survey = make_open(ana, secrecy="anonymous")
    for person in people:
        give(survey, person, 1, [1], 4, text="Un secret")
    survey = SURVEY.fire(survey, "close", by=ana)
    before = survey_results(2026)
    SURVEY.fire(survey, "publish", by=ana)
    (told,) = survey_results(2026)

    assert (before, survey_results(2025)) == ([], [])
    assert (told.reference, told.answers, told.population, told.rate) == (
        "QH-E-2026-0001",
        5,
        6,
        83,
    )
    assert [(one.answered, one.mean) for one in told.questions] == [(5, None), (5, None), (5, 4.0)]
    assert "secret" not in str(told)


def test_the_yearly_report_tells_no_figure_under_five_answers_even_named(ana):
    (member,) = make_members(1)
    survey = make_open(ana)
    give(survey, member, 1, [], 4)
    survey = SURVEY.fire(survey, "close", by=ana)
    SURVEY.fire(survey, "publish", by=ana)

    assert [one.questions for one in survey_results(2026)] == [()]


def test_names_are_forgotten_a_year_after_the_closing_and_the_figures_stay(ana):
    (member,) = make_members(1)
    survey = make_open(ana)
    give(survey, member, 1, [], 4)
    survey = SURVEY.fire(survey, "close", by=ana)
    before = results.of(survey).rows[0].rows
    due = Survey.objects.filter(over(survey.closed_on))
    assert list(due) == [survey]
    forget_names(survey)

    assert not due.all().exists()
    assert results.of(survey).rows[0].rows == before
    assert SurveyAnswer.objects.filter(person__isnull=False).count() == 0
    assert Participation.objects.count() == 0


def test_results_cost_the_same_for_one_answer_and_twenty(ana):
    survey = make_open(ana)
    first, *others = make_members(20)

    def cost():
        found = Survey.objects.get(pk=survey.pk)
        with CaptureQueriesContext(connection) as queries:
            told = results.of(found)
            breakdown.tables(found, [row.question for row in told.rows])
        return len(queries)

    give(survey, first, 1, [], 4)
    one = cost()
    for person in others:
        give(survey, person, 1, [], 4)

    assert cost() == one


def test_the_journal_tells_the_life_of_the_survey_and_no_answer(ana):
    (member,) = make_members(1)
    survey = make_open(ana, questions=QUESTIONS[:1])
    answering.answer(survey, {survey.questions.get().key: 1}, by=member)
    SURVEY.fire(survey, "close", by=ana)

    assert [e.act for e in journal.of(survey)] == ["close", "open", "compose", "prepare"]
    assert User.objects.filter(pk=member.pk).exists()
