"""Results of a survey: counts, breakdown without naming anybody, yearly report, retention."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import Participation, Survey, SurveyAnswer
from community.polls import recipients
from community.polls.results import tables
from community.polls.retention import forget_names, over
from community.polls.workflow import SURVEY
from community.public import survey_results
from tests.community.polls.factories import (
    animate,
    give,
    make_members,
    make_open,
    settle,
)
from tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    """Co-animator of the club."""
    (person,) = make_members(1)
    return animate(person)


def test_results_count_and_the_rate_is_of_those_who_write_there(ana):
    people = make_members(3)
    survey = make_open(ana)
    for person, rank in zip(people, (1, 1, 2), strict=True):
        give(survey, person, rank, [1, 2] if rank == 1 else [], rank + 2, text=f"Avis {rank}")
    survey = SURVEY.fire(survey, "close", by=ana)
    found = tables.read_results(survey)
    choice, topics, scale, text = found.rows

    assert (found.answers, found.population, found.rate) == (3, 4, 75)
    assert choice.rows == [(1, "Oui", 2, 67), (2, "Non", 1, 33), (3, "Sans avis", 0, 0)]
    assert [(many, share) for _r, _w, many, share in topics.rows] == [(2, 100), (2, 100)]
    assert (scale.mean, text.texts) == (3.3, ["Avis 1", "Avis 1", "Avis 2"])


def test_the_population_of_a_survey_per_organism_is_of_organisms(ana):
    (member,) = make_members(1)
    settle(make_member(member.memberships.get().organism, "contact"))

    assert recipients.size(make_open(ana, per="organism")) == 2
    assert recipients.size(make_open(ana, per="person")) == 3


def test_br_98_a_group_under_three_organisms_is_not_told_nor_found_by_subtraction(ana):
    groups = (("OPH", 4), ("ESH", 3), ("COOP", 2))
    people = [p for family, many in groups for p in make_members(many, family=family)]
    survey = make_open(ana)
    for person in people:
        give(survey, person, 1, [], 4)
    survey = SURVEY.fire(survey, "close", by=ana)
    questions = [row.question for row in tables.read_results(survey).rows]
    table = next(t for t in tables.tables(survey, questions) if t.head == "Famille")
    told = {row.label: row.cells for row in table.rows}

    assert told["Coopérative Hlm"] is None
    assert [cells for cells in told.values() if cells] == [
        (100, 0, 0)
    ]  # another one is hidden with it


def test_an_anonymous_survey_has_no_breakdown(ana):
    survey = make_open(ana, secrecy="anonymous")

    assert tables.tables(survey, list(survey.questions.all())) == []


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
    before = tables.read_results(survey).rows[0].rows
    due = Survey.objects.filter(over(survey.closed_on))
    assert list(due) == [survey]
    forget_names(survey)

    assert not due.all().exists()
    assert tables.read_results(survey).rows[0].rows == before
    assert SurveyAnswer.objects.filter(person__isnull=False).count() == 0
    assert Participation.objects.count() == 0


def test_results_cost_the_same_for_one_answer_and_twenty(ana):
    survey = make_open(ana)
    first, *others = make_members(20)

    def cost():
        found = Survey.objects.get(pk=survey.pk)
        with CaptureQueriesContext(connection) as queries:
            told = tables.read_results(found)
            tables.tables(found, [row.question for row in told.rows])
        return len(queries)

    give(survey, first, 1, [], 4)
    one = cost()
    for person in others:
        give(survey, person, 1, [], 4)

    assert cost() == one
