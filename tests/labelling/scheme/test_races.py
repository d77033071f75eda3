"""Two views kept at once under one name: the second is refused with a sentence."""

import threading

import pytest
from django.db import IntegrityError, connection

from labelling.scheme import saving
from labelling.scheme.models import SavedView
from portal.models import Role
from portal.workflow import Refused
from tests.factories import make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def kept_together(change):
    """What became of two sendings of one person; both have come to the lock (or looked) before either writes."""
    by = make_user("Sonia", roles=[Role.REFERENT])
    outcomes = []

    def run():
        try:
            saving.keep(by, "", **change)
            outcomes.append("kept")
        except (Refused, IntegrityError) as fault:
            outcomes.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def meeting(function, gate, *, after):
    """`function`, where two threads meet before it, or after it."""

    def met(*args, **facts):
        if not after:
            gate.wait(20)
        said = function(*args, **facts)
        if after:
            gate.wait(20)
        return said

    return met


NAMED = {"name": "OPH", "is_shared": False, "is_default": False}


def test_of_two_views_of_one_name_the_second_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(saving, "_lock", meeting(saving._lock, threading.Barrier(2), after=False))

    assert kept_together(NAMED) == ["Refused", "kept"]
    assert SavedView.objects.count() == 1


def test_control_without_the_lock_only_the_database_refuses_it(monkeypatch):
    monkeypatch.setattr(saving, "_lock", lambda owner: None)
    save = meeting(SavedView.save, threading.Barrier(2), after=False)
    monkeypatch.setattr(SavedView, "save", save)

    assert kept_together(NAMED) == ["IntegrityError", "kept"]
    assert SavedView.objects.count() == 1
