"""Timed acts: due ones played, one reminder a threshold, late ones caught up."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from labelling.path.dossiers.models import LabelDossier
from portal.core import clock
from portal.models import Message
from portal.workflow import audit_log
from tests import factories
from tests.portal.workflow.test_engine import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    """Two submitted dossiers, due yesterday and today on 2 March 2026."""
    dossiers = [factories.make_dossier(state="submitted") for _ in range(2)]
    for days, dossier in enumerate(dossiers):
        dossier.due_on = date(2026, 3, 1) + timedelta(days=days)
        dossier.save()
    return dossiers


def test_the_clock_moves_what_is_due_once(build, waiting):
    with clock.at(DAY):
        assert build().run_timed() == waiting[:1]
        assert build().run_timed() == []

    assert audit_log.entries_of(waiting[0]).get().sentence == "Le portail a transmis le dossier."
    assert audit_log.entries_of(waiting[0]).get().actor is None


def test_the_clock_catches_up_after_days_of_silence(build, waiting):
    with clock.at(DAY + timedelta(days=9)):
        assert build().run_timed() == waiting


def test_a_thing_that_breaks_does_not_hold_the_next(build, waiting):
    LabelDossier.objects.filter(pk=waiting[0].pk).update(perimeter="break")

    with clock.at(DAY + timedelta(days=9)):
        assert build().run_timed() == waiting[1:]


def test_a_reminder_is_queued_once_for_each_threshold(build, waiting, alice):
    counts = []
    waiting[1].delete()
    for day in (18, 19, 20, 20, 25, 26, 28, 28):
        with clock.at(datetime(2026, 2, day, 9)):
            build().run_reminders()
        counts.append(Message.objects.count())

    assert counts == [0, 1, 1, 1, 1, 2, 2, 2]


def test_a_job_silent_for_three_days_sends_each_reminder_once(build, waiting, alice):
    waiting[1].delete()
    for day in (date(2026, 2, 27), date(2026, 2, 27), date(2026, 3, 2)):
        with clock.at(datetime.combine(day, time(9))):
            build().run_reminders()

    days = [key.rsplit(":", 1)[1] for key in Message.objects.values_list("event_key", flat=True)]
    assert days == ["3", "-1"]


def test_nobody_is_reminded_in_another_state(build, dossier, alice):
    LabelDossier.objects.update(due_on=date(2026, 3, 3))

    with clock.at(DAY):
        build().run_reminders()

    assert not Message.objects.exists()


def test_reminders_of_one_date_are_one_question(build, waiting, alice, django_assert_num_queries):
    """Whatever the states that they are about."""
    table = build()
    others = tuple(replace(table.reminders[0], state=state) for state in ("draft", "registered"))
    table.reminders = (*others, *table.reminders)

    with clock.at(datetime(2026, 2, 1, 9)), django_assert_num_queries(1):
        table.run_reminders()
