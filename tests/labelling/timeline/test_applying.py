"""Timeline of an application begun today: the rules in force, what no rule dates supposed and said so."""

from datetime import date, datetime

import pytest

from labelling.parties.framework.models import LabelRulesVersion
from labelling.steering.timeline.dates import SUPPOSED, application_timeline
from portal.core import clock
from portal.core.working_days import add_days
from tests.labelling.framework.factories import draft_of
from tests.labelling.timeline.factories import announce

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def told():
    return {line.code.rpartition(".")[2]: line for line in application_timeline()}


def test_its_steps_are_those_of_a_first_application_in_order():
    days = [line.day for line in application_timeline() if not line.is_window]

    assert list(told())[:4] == ["depot", "recevabilite", "ouverture", "diagnostic"]
    assert {"audit", "rapport", "seance", "label"} <= set(told())
    assert days[0] == add_days(TODAY, SUPPOSED["depot"])


def test_only_what_no_rule_dates_is_supposed():
    supposed = {code for code, line in told().items() if line.is_moved}
    unsourced = {code for code, line in told().items() if not line.source}

    assert supposed == unsourced & set(SUPPOSED) == set(SUPPOSED)


def test_a_date_follows_its_rule():
    found = told()
    filed, closed = found["depot"].last, found["diagnostic"].last
    rules = LabelRulesVersion.objects.get(code=found["recevabilite"].source.version.code)

    assert found["recevabilite"].last == rules.due("D01", filed)
    assert (found["audit"].first, found["audit"].last) == rules.window("D06", closed)


def test_rules_that_change_change_it():
    before = told()["recevabilite"].last
    draft = draft_of(LabelRulesVersion, date(2026, 12, 1))
    draft.deadline_rules.filter(code="D01").update(delay="40o")
    draft.publish()

    with clock.at(datetime(2026, 12, 2, 12)):
        after = told()["recevabilite"].last

    assert after > before


def test_nobody_has_a_dossier_nor_a_label_in_it(organism, dossier):
    announce(date(2028, 9, 15))

    assert [line.url for line in application_timeline() if line.url] == []


def test_without_rules_it_is_empty():
    with clock.at(datetime(2015, 1, 1)):
        assert application_timeline() == []
