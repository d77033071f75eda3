"""Satisfaction of organisms: a question of scale that the référent names, told without any organism."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from community.models import SurveyQuestion
from community.polls import actions
from community.polls.workflow import SURVEY
from portal.core import clock
from portal.figures import Period, figure
from portal.web.questionnaire import ONE, SCALE
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.polls.factories import LAST, QUESTIONS, animate, give, make_draft, make_members

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2026)
CODES = ("answers", "median", "satisfied")


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


@pytest.fixture
def ana():
    """Co-animator of the club."""
    (person,) = make_members(1)
    return animate(person)


def scale_of(survey):
    return survey.questions.get(kind=SCALE)


def told(year=YEAR):
    return [figure(f"organisms.{code}").value(year) for code in CODES]


def answered(ana, sonia, scores, *, secrecy="anonymous", is_measured=True):
    """A survey answered so, published."""
    survey = make_draft(ana)
    if is_measured:
        actions.measure(survey, by=sonia, question=scale_of(survey))
    survey = SURVEY.fire(survey, "open", by=ana, closes_on=LAST, secrecy=secrecy, per="person")
    for person, score in zip(make_members(len(scores)), scores, strict=True):
        give(survey, person, 1, [], score)
    survey = SURVEY.fire(survey, "close", by=ana)
    return SURVEY.fire(survey, "publish", by=ana)


@pytest.mark.parametrize("secrecy", ["anonymous", "named"])
def test_the_score_is_told_from_five_answers_on_and_tied_to_no_organism(ana, sonia, secrecy):
    answered(ana, sonia, [5, 4, 4, 2, 1, 5], secrecy=secrecy)

    assert told() == [6, 4, pytest.approx(66.7, abs=0.1)]
    assert {case.organism for case in figure("organisms.median").cases(YEAR)} == {None}
    assert told(Period(date(2025, 1, 1), date(2025, 12, 31))) == [0, None, None]


@pytest.mark.parametrize("secrecy", ["anonymous", "named"])
def test_four_answers_tell_nothing(ana, sonia, secrecy):
    answered(ana, sonia, [5, 4, 4, 2], secrecy=secrecy)

    assert told() == [0, None, None]


def test_a_survey_that_measures_nothing_or_is_not_published_is_not_counted(ana, sonia):
    answered(ana, sonia, [5, 5, 5, 5, 5], is_measured=False)
    survey = make_draft(ana)
    actions.measure(survey, by=sonia, question=scale_of(survey))
    facts = {"closes_on": LAST, "secrecy": "anonymous", "per": "person"}
    survey = SURVEY.fire(survey, "open", by=ana, **facts)
    for person in make_members(5):
        give(survey, person, 1, [], 5)
    SURVEY.fire(survey, "close", by=ana)

    assert told() == [0, None, None]


def test_the_referent_alone_says_it_and_before_it_opens(ana, sonia):
    survey = make_draft(ana)
    with pytest.raises(Forbidden):
        actions.measure(survey, by=ana, question=scale_of(survey))
    actions.measure(survey, by=sonia, question=scale_of(survey))
    assert audit_log.entries_of(survey)[0].act == "measure"
    actions.measure(survey, by=sonia)
    assert not scale_of(survey).is_satisfaction

    facts = {"closes_on": LAST, "secrecy": "anonymous", "per": "person"}
    survey = SURVEY.fire(survey, "open", by=ana, **facts)

    with pytest.raises(Refused) as refused:
        actions.measure(survey, by=sonia, question=scale_of(survey))
    assert refused.value.codes == ["frozen"]


def test_what_measures_stays_a_scale_and_is_one(ana, sonia):
    survey = make_draft(ana, (*QUESTIONS, QUESTIONS[2]))
    first, second = survey.questions.filter(kind=SCALE)
    actions.measure(survey, by=sonia, question=first)

    with pytest.raises(Refused) as refused:
        actions.edit_question(first, by=ana, kind=ONE, options=["Oui", "Non"])
    assert refused.value.codes == ["measured"]

    for change, constraint in (
        ({"kind": ONE}, "survey_satisfaction_is_a_scale"),
        ({"is_satisfaction": True}, "survey_one_satisfaction_question|UNIQUE"),
    ):
        row = first if "kind" in change else second
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            SurveyQuestion.objects.filter(pk=row.pk).update(**change)


def test_who_answers_is_told_before(ana, sonia, signed_in):
    survey = make_draft(ana)
    page = f"{survey.get_absolute_url()}satisfaction/"
    client = signed_in(sonia)
    shown = client.get(page)
    assert "Les rencontres sont utiles" in shown.text
    sent = client.post(page, {"question": scale_of(survey).pk})
    assert sent.url == survey.get_absolute_url()
    SURVEY.fire(survey, "open", by=ana, closes_on=LAST, secrecy="anonymous", per="person")

    (person,) = make_members(1)
    page = signed_in(person).get(f"{survey.get_absolute_url()}repondre/").text

    assert "mesure la satisfaction des organismes" in page
