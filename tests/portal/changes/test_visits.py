"""Last visits: one row a person and thing, written by a deliberate GET, five minutes apart."""

from datetime import datetime, timedelta

import pytest
from django.test import RequestFactory

from portal.changes.actions import AHEAD, note, visit, with_last_visit
from portal.changes.models import Visit
from portal.changes.retention import forget, over
from portal.core import clock

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12)


def ask(user, method="get", **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    request.user = user
    return request


def seen(user, thing, minutes=0, **how):
    with clock.at(NOON + timedelta(minutes=minutes)):
        return visit(ask(user, **how), thing)


def test_a_visit_tells_the_one_before_and_is_noted_five_minutes_apart(alice, dossier):
    first = clock.aware(NOON)

    told = [seen(alice, dossier, minutes) for minutes in (0, 4, 5, 6)]

    assert told == [None, first, first, first + timedelta(minutes=5)]
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("method", ["head", "post"])
def test_only_a_get_is_a_visit(alice, dossier, method):
    seen(alice, dossier, method=method)

    assert Visit.objects.count() == 0


@pytest.mark.parametrize("header", [*AHEAD, "HX-Preloaded"])
def test_a_page_fetched_ahead_is_no_visit(alice, dossier, header):
    seen(alice, dossier, **{header: "prefetch"})

    assert Visit.objects.count() == 0


def test_each_person_has_their_own_and_sees_no_other(alice, chloe, sonia, dossier):
    seen(alice, dossier)

    assert seen(chloe, dossier, 10) is None
    assert [Visit.objects.visible_to(who).count() for who in (alice, chloe, sonia)] == [1, 1, 0]


def test_the_thing_and_its_last_visit_are_one_query(alice, dossier, django_assert_num_queries):
    with clock.at(NOON):
        note(alice, [dossier])
    with django_assert_num_queries(1):
        (found,) = with_last_visit(type(dossier).objects.all(), alice)

    assert found.last_visit == clock.aware(NOON)


def test_visits_are_kept_twelve_months(alice, dossier):
    with clock.at(NOON):
        note(alice, [dossier])
    day = NOON.date()
    due = [Visit.objects.filter(over(limit)).count() for limit in (day, day + timedelta(days=1))]
    forget(Visit.objects.get())

    assert (due, Visit.objects.count()) == ([0, 1], 0)
