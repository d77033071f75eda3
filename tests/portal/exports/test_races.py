"""Concurrent preparations of tables: one file a list, one writer a file, with controls that break each guard."""

import threading

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.http import QueryDict

from portal.exports import jobs, tables
from portal.exports.models import PreparedTable
from portal.models import Role
from tests.factories import make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LIST = "/espace/dossiers/"


@pytest.fixture
def asker():
    return make_user("Sonia", "Martin", roles=[Role.REFERENT])


def together(*acts):
    """What each gave, run in its own thread: their values, or the names of their faults."""
    given = []

    def run(act):
        try:
            given.append(act())
        except IntegrityError:
            given.append("IntegrityError")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def asked_together(monkeypatch, asker, *, gate):
    """The same list twice; with a gate, both have looked before either writes."""
    seen = tables.find_list(LIST, QueryDict())
    if gate:
        first = QuerySet.first

        def looked(rows):
            said = first(rows)
            if rows.model is PreparedTable:
                gate.wait(timeout=30)
            return said

        monkeypatch.setattr(QuerySet, "first", looked)
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)

    def ask():
        return jobs.prepare(seen, "csv", by=asker, total=3).token

    return together(ask, ask)


def test_the_same_list_asked_twice_at_once_is_one_table(monkeypatch, asker):
    one, other = asked_together(monkeypatch, asker, gate=None)

    assert (one, PreparedTable.objects.count()) == (other, 1)


def test_control_without_the_lock_only_the_database_refuses_the_second(monkeypatch, asker):
    found = asked_together(monkeypatch, asker, gate=threading.Barrier(2))

    assert ("IntegrityError" in found, PreparedTable.objects.count()) == (True, 1)


def taken_together(monkeypatch, asker, *, is_locked):
    """Two workers that come for the one table that waits; each holds what it took until both have looked."""
    jobs.prepare(tables.find_list(LIST, QueryDict()), "csv", by=asker, total=3)
    gate, first = threading.Barrier(2), QuerySet.first

    def looked(rows):
        said = first(rows)
        gate.wait(timeout=30)
        return said

    monkeypatch.setattr(QuerySet, "first", looked)
    if not is_locked:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)
    return [row is not None for row in together(jobs._take, jobs._take)]


def test_one_worker_takes_a_table(monkeypatch, asker):
    assert sorted(taken_together(monkeypatch, asker, is_locked=True)) == [False, True]


def test_control_without_the_lock_two_workers_take_it(monkeypatch, asker):
    assert taken_together(monkeypatch, asker, is_locked=False) == [True, True]
