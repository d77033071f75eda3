"""Scenario acts of surveys, from preparation to results."""

from datetime import datetime

import pytest

from community.polls import scenario
from community.polls.results import tables
from community.polls.workflow import SURVEY
from portal.core import clock
from tests.community.polls.factories import LAST, animate, make_members

pytestmark = pytest.mark.django_db


def test_a_scenario_prepares_opens_answers_and_publishes():
    (ana, *people) = make_members(6)
    survey = scenario.prepare(animate(ana), "club", "Le club l’an prochain")
    scenario.ask(ana, survey, "one", "On continue ?", ["Oui", "Non"])
    survey.refresh_from_db()
    survey = scenario.open_survey(ana, survey, LAST)
    for person in people:
        scenario.answer(person, survey, {1: 1})
    with clock.at(datetime(2026, 12, 19, 1)):
        SURVEY.run_timed()
    survey.refresh_from_db()
    told = scenario.publish(ana, survey)

    assert told.state == "published"
    assert [row.counts for row in tables.read_results(told).rows] == [{1: 5}]
