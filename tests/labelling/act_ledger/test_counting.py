"""Counts of the journal by month: people and the portal apart, counted again when lines come, sittings measured."""

from datetime import date, datetime, timedelta

import pytest

from labelling.models import ActCount
from labelling.steering.act_ledger import counts
from tests.labelling.act_ledger.factories import DOSSIER, OCTOBER, counted, lines

pytestmark = pytest.mark.django_db


def told(act):
    rows = ActCount.objects.filter(kind=DOSSIER, act=act).order_by("month")
    return [(one.month, one.by_people, one.by_portal, one.seconds) for one in rows]


def test_each_month_counts_what_people_and_the_portal_did(sonia):
    thing = lines(sonia, "register")
    lines(None, "register", "register", thing=thing, start=datetime(2026, 9, 30, 23, 50))
    counts.count_months()

    assert told("register") == [(date(2026, 9, 1), 0, 2, []), (date(2026, 10, 1), 1, 0, [])]


def test_a_month_is_counted_again_only_when_it_has_other_lines(sonia):
    thing = counted(sonia, "register")
    assert counts.count_months() == 0
    lines(sonia, "register", thing=thing, start=OCTOBER + timedelta(days=1))

    assert counts.count_months() == 1
    assert told("register") == [(date(2026, 10, 1), 2, 0, [])]


def test_the_time_between_two_acts_of_one_sitting_is_measured(sonia, paul):
    """Of one person about one thing, within thirty minutes; neither what is at once nor what is later."""
    thing = lines(sonia, "edit", "register", gap=timedelta(minutes=4))
    lines(sonia, "register", thing=thing, start=OCTOBER + timedelta(minutes=35))
    lines(paul, "register", thing=thing, start=OCTOBER + timedelta(minutes=36))
    lines(sonia, "register", "register", gap=timedelta(), start=OCTOBER + timedelta(days=2))
    counts.count_months()

    assert told("register") == [(date(2026, 10, 1), 5, 0, [240])]
