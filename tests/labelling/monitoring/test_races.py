"""Two views renamed at once under one name: the second is refused with a sentence."""

import threading

import pytest
from django.db import IntegrityError, connection

from labelling.steering.monitoring import actions
from labelling.steering.monitoring.models import SavedView
from portal.models import Role
from portal.workflow import Refused
from tests.factories import make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def renamed_together():
    """What became of two views of one person, each renamed in its thread."""
    by = make_user("Sonia", roles=[Role.REFERENT])
    views = [actions.keep(by, "", **(NAMED | {"name": name})) for name in ("Une", "Deux")]
    outcomes = []

    def run(view):
        try:
            actions.change(view, **NAMED)
            outcomes.append("renamed")
        except (Refused, IntegrityError) as fault:
            outcomes.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(view,)) for view in views]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


NAMED = {"name": "OPH", "is_shared": False, "is_default": False}


def test_of_two_views_renamed_alike_the_second_is_refused_with_a_sentence(monkeypatch):
    lock = actions._lock
    gate = threading.Barrier(2)
    made = []

    def met(owner):
        made.append(owner)
        if len(made) > 2:  # the two that `keep` has locked before
            gate.wait(20)
        lock(owner)

    monkeypatch.setattr(actions, "_lock", met)

    assert renamed_together() == ["Refused", "renamed"]


def test_control_without_the_lock_only_the_database_refuses_it(monkeypatch):
    """Both have looked before either writes."""
    monkeypatch.setattr(actions, "_lock", lambda owner: None)
    save, gate = SavedView.save, threading.Barrier(2)

    def met(view, *args, **options):
        if view.pk:
            gate.wait(20)
        save(view, *args, **options)

    monkeypatch.setattr(SavedView, "save", met)

    assert renamed_together() == ["IntegrityError", "renamed"]
