"""Concurrent saving of searches: one row, and twenty at most."""

import threading

import pytest

from observatory.alerts import actions
from observatory.alerts.models import SavedSearch
from portal.workflow import Refused
from tests import factories
from tests.labelling.labels.test_races import MANY, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FACTS = {"name": "Les halls", "frequency": "weekly"}


@pytest.fixture
def reader(transactional_db):
    return factories.make_user()


def kept(reader, query):
    try:
        return actions.keep(reader, query, **FACTS).pk
    except Refused as refused:
        return refused.codes[0]


def test_eight_clicks_keep_one_search(reader):
    answers = together(lambda: kept(reader, "q=hall"))

    assert answers == [SavedSearch.objects.get().pk] * MANY


def test_control_without_the_lock_the_database_refuses_seven(reader):
    gate = threading.Barrier(MANY)

    def keep():
        row = SavedSearch.objects.filter(person=reader, query="q=hall").first()
        assert row is None
        gate.wait()
        return actions.change(SavedSearch(person=reader, query="q=hall"), **FACTS).pk

    assert together(keep).count("refused") == MANY - 1


def _nearly_full(reader):
    SavedSearch.objects.bulk_create(
        SavedSearch(person=reader, name="R", query=f"q={n}") for n in range(actions.MOST - 1)
    )


def _each(keep):
    """Eight searches that differ, one a thread."""
    queries, turn = iter([f"q=hall{n}" for n in range(MANY)]), threading.Lock()

    def run():
        with turn:
            query = next(queries)
        return keep(query)

    return together(run)


def test_the_last_place_is_taken_once(reader):
    _nearly_full(reader)

    assert _each(lambda query: kept(reader, query)).count("too_many") == MANY - 1
    assert SavedSearch.objects.count() == actions.MOST


def test_control_without_the_lock_the_last_place_is_taken_eight_times(reader):
    _nearly_full(reader)
    gate = threading.Barrier(MANY)

    def keep(query):
        assert SavedSearch.objects.filter(person=reader).count() < actions.MOST
        gate.wait()
        return actions.change(SavedSearch(person=reader, query=query), **FACTS).pk

    _each(keep)
    assert SavedSearch.objects.count() == actions.MOST - 1 + MANY
