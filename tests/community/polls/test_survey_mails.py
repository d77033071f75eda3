"""Mails of a survey: opening, one reminder to those who have not answered, results."""

from datetime import date, datetime

import pytest

from community.polls import recipients
from community.polls.workflow import SURVEY
from portal.core import clock
from portal.notifications import outbox
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


def test_the_reminder_goes_three_days_before_to_who_has_not_answered(ana):
    """The Friday, for a Saturday; twice: who answers after it was queued is not reminded either (BR-96)."""
    answered, later, silent = make_members(3)
    survey = make_open(ana, closes_on=date(2026, 12, 1))
    give(survey, answered, 1, [], 3)
    with clock.at(datetime(2026, 11, 26, 9)):
        SURVEY.run_reminders()
        early = outbox.Message.objects.filter(notice="survey.closing").count()
    with clock.at(datetime(2026, 11, 27, 9)):
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
    before = recipients.is_silent(survey, colleague)
    give(survey, member, 1, [], 3)

    assert [before, recipients.is_silent(survey, colleague)] == [True, False]


def test_a_short_survey_has_no_reminder_and_a_closed_one_none_either(ana):
    make_members(1)
    short = make_open(ana, closes_on=date(2026, 11, 27))
    longer = make_open(ana, closes_on=date(2026, 12, 1))
    with clock.at(datetime(2026, 11, 27, 9)):
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
