"""Write lock of the index: of two workers, one writes (PostgreSQL)."""

import threading

import pytest
from django.db import connection
from django.db.models import QuerySet

from observatory.index_sync import building, jobs, lock
from observatory.index_sync.models import IndexJob
from tests import factories
from tests.observatory.factories import make_practice

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting(settings, cluster):
    """A sheet to send to a built index."""
    settings.SEARCH_URL = cluster
    building.build()
    make_practice(factories.make_organism("Valmeyre Habitat"), "published")
    assert IndexJob.objects.count() == 1


def sent_by_another():
    """How many sheets another process sends now."""
    found = []

    def work():
        found.append(jobs.send_what_is_due())
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found


@pytest.mark.usefixtures("waiting")
def test_who_finds_the_key_taken_leaves_the_work_to_who_has_it():
    with lock.held():
        assert sent_by_another() == [0]
    assert sent_by_another() == [1]


@pytest.mark.usefixtures("waiting")
def test_control_without_the_lock_both_write(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    with lock.held():
        assert sent_by_another() == [1]
