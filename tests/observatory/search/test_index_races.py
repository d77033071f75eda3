"""Write lock of the index: of two workers, one writes; a swap loses no write (PostgreSQL)."""

import threading

import pytest
from django.db import connection
from django.db.models import QuerySet

from observatory.index_sync import building, drift, jobs, lock
from observatory.index_sync.models import IndexJob
from observatory.search.elastic import cluster as reached
from observatory.search.elastic.index import Index
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


def sent_by_another(before=lambda: None):
    """How many sheets another process sends now, once it has done something else."""
    found = []

    def work():
        before()
        found.append(jobs.send_what_is_due())
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found


def unlocked(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)


@pytest.mark.usefixtures("waiting")
def test_who_finds_the_key_taken_leaves_the_work_to_who_has_it():
    with lock.held():
        assert sent_by_another() == [0]
    assert sent_by_another() == [1]


@pytest.mark.usefixtures("waiting")
def test_control_without_the_lock_both_write(monkeypatch):
    unlocked(monkeypatch)
    with lock.held():
        assert sent_by_another() == [1]


@pytest.fixture
def written_at_the_swap(settings, cluster, monkeypatch):
    """`…()` rebuilds the index; a sheet is published, and its job looked at, just before the alias moves."""
    settings.SEARCH_URL = cluster
    building.build()
    organism, sent = factories.make_organism("Valmeyre Habitat"), []
    indices = type(reached.client(cluster).indices)
    swap = indices.update_aliases

    def late(*arguments, **named):
        sent.extend(sent_by_another(lambda: make_practice(organism, "published")))
        return swap(*arguments, **named)

    def rebuilt():
        with monkeypatch.context() as during:
            during.setattr(indices, "update_aliases", late)
            building.build()
        sent.extend(sent_by_another())
        return sent, len(drift.differences(Index(cluster)).all)

    return rebuilt


def test_what_is_written_at_the_swap_goes_to_the_new_index(written_at_the_swap):
    assert written_at_the_swap() == ([0, 1], 0)


def test_control_without_the_lock_it_goes_to_the_one_that_leaves(written_at_the_swap, monkeypatch):
    unlocked(monkeypatch)

    assert written_at_the_swap() == ([1, 0], 1)
