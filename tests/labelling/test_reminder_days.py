"""Reminder days, from the dated rules (BR-09) and not from the tables."""

from datetime import date, datetime, time, timedelta

import pytest

from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.dossiers.steps.workflow import DOSSIER
from labelling.title.labels.workflow import LABEL
from portal.core import clock
from portal.core.working_days import next_working_day
from portal.notifications.models import Message
from tests.factories import make_dossier
from tests.labelling.framework.factories import draft_of
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


def rules_with(code, days):
    rules = draft_of(LabelRulesVersion)
    rules.deadline_rules.filter(code=code).update(reminders=days)
    return LabelRulesVersion.objects.get(pk=rules.pk)


def test_br15_complements_are_recalled_on_the_days_of_the_dossier_s_rules(organism, alice):
    rules = rules_with("D02", [20])
    due = next_working_day(clock.today() + timedelta(days=20)) + timedelta(days=20)
    make_dossier(organism, state="to_complete", rules=rules, due_on=due)
    sent = []
    for left in (25, 20, 3):
        with clock.at(datetime.combine(due - timedelta(days=left), time(9))):
            DOSSIER.run_reminders()
            sent.append(Message.objects.count())

    assert sent == [0, 1, 1]


def test_br75_a_renewal_is_recalled_at_the_months_of_the_label_s_rules(organism, alice):
    label = make_label(organism, end_on=date(2028, 6, 30))
    rules = draft_of(LabelRulesVersion, renewal_reminder_months=[2])
    label.dossier.rules = rules
    label.dossier.save()
    with clock.at(datetime(2028, 5, 15, 9)):
        LABEL.run_reminders()

    assert [m.event_key.rpartition(":")[2] for m in Message.objects.all()] == ["61"]
