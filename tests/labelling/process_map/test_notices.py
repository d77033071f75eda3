"""Mail of an alert that is raised: once, to the office, with the rest of its day; gone once it is answered."""

from collections import Counter

import pytest

from labelling.models import PointReading
from labelling.steering.process_map.points import actions, notices
from labelling.steering.process_map.points import rules as point_rules
from portal.core import clock
from portal.models import Message
from portal.notifications.models import Why, why_not
from portal.notifications.notices import DAY
from portal.notifications.rendering import render_message

pytestmark = pytest.mark.django_db
REASON = "Deux auditeurs étaient malades, leurs rapports sont partis depuis."


def reached(*codes):
    rules = [point_rules.rule_of(code) for code in codes]
    return [PointReading(code=one.code, population=one.at_least, is_reached=True) for one in rules]


def test_the_office_is_told_once_of_each_point_that_is_newly_raised(sonia, paul):
    today = clock.today()
    for codes in (["late_reports"], ["late_reports"], ["late_reports", "no_quorum"]):
        actions.follow(reached(*codes), today)

    told = Message.objects.filter(notice=notices.RAISED.key)
    assert Counter(one.person for one in told) == {sonia: 2, paul: 2}
    assert notices.RAISED.grouping == DAY


def test_its_mail_names_the_point_whom_it_is_for_and_where(sonia):
    alert = actions.raise_alert("late_reports", clock.today())
    subject, text, _ = render_message(Message.objects.get(), alert)

    assert subject == "Point d’alerte : Rapports en retard"
    assert "Au référent label ou à son suppléant" in text
    assert alert.get_absolute_url() in text


def test_an_alert_that_was_answered_is_told_no_more(sonia):
    alert = actions.raise_alert("late_reports", clock.today())
    message = Message.objects.get()
    assert why_not(message, alert, notices.RAISED) == ""

    alert = alert.workflow.fire(alert, "close", by=sonia, reason=REASON)
    assert why_not(message, alert, notices.RAISED) == Why.FALLEN
