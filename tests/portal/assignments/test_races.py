"""Two who press « Je m’en charge » at once, two absences declared at once: one effect, the other told (PostgreSQL)."""

import threading
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from portal.absences.models import Absence
from portal.assignments import actions
from portal.assignments.models import Assignment
from portal.core import clock
from portal.models import Role
from portal.workflow import Refused
from tests.factories import make_dossier, make_user
from tests.labelling.brand.test_races import after, before
from tests.portal.assignments.conftest import day

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(acts):
    """What each act of two that start as one came to: "done", or what it raised."""
    outcomes = []

    def run(act):
        try:
            act()
            outcomes.append("done")
        except (Refused, IntegrityError) as fault:
            outcomes.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def office(transactional_db):
    return [
        make_user("Sonia", "Vasseur", roles=[Role.REFERENT]),
        make_user("Paul", "Suppléant", roles=[Role.DEPUTY]),
    ]


@pytest.fixture
def dossier(transactional_db):
    return make_dossier(state="submitted")


def taken_together(office, dossier):
    acts = [lambda by=by: actions.take(dossier, by=by) for by in office]
    return together(acts), Assignment.objects.filter(released_at=None).count()


@contextmanager
def unlocked(thing):
    """What `locked` does, without the lock."""
    with transaction.atomic():
        yield type(thing)._base_manager.get(pk=thing.pk)


def test_of_two_who_take_one_thing_at_once_one_has_it_and_the_other_is_told(
    office, dossier, monkeypatch
):
    """Both come to the lock before either holds it."""
    monkeypatch.setattr(actions, "locked", before(actions.locked, threading.Barrier(2)))

    assert taken_together(office, dossier) == (["Refused", "done"], 1)


def test_without_the_lock_the_database_keeps_one_bearer(office, dossier, monkeypatch):
    """Both have looked before either writes: the second is refused by the constraint, with a sentence."""
    monkeypatch.setattr(actions, "locked", unlocked)
    monkeypatch.setattr(actions, "_running", after(actions._running, threading.Barrier(2)))

    assert taken_together(office, dossier) == (["Refused", "done"], 1)


@contextmanager
def without_constraint(model, name):
    constraint = next(one for one in model._meta.constraints if one.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        model.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)


def test_control_without_lock_nor_constraint_both_have_it(office, dossier, monkeypatch):
    """The journal tells it: two lines cannot have one rank, unless the thing has two journals."""
    monkeypatch.setattr(actions, "locked", unlocked)
    monkeypatch.setattr(actions, "_tell", lambda *_args, **_said: None)
    monkeypatch.setattr(actions, "_running", after(actions._running, threading.Barrier(2)))
    with without_constraint(Assignment, "assignment_one_bearer"):
        assert taken_together(office, dossier) == (["done", "done"], 2)


def declared_together(office):
    """Two colleagues note, at once, absences of one person that have days in common."""
    spans = ((day(4), day(15)), (day(10), day(20)))
    acts = [
        lambda by=by, span=span: actions.declare(
            office[0], from_on=span[0], until_on=span[1], by=by
        )
        for by, span in zip(office, spans, strict=True)
    ]
    return together(acts), Absence.objects.count()


@pytest.fixture
def _in_may(monkeypatch):
    """For every thread: `clock.at` is of the one that asks it."""
    monkeypatch.setattr(clock, "today", lambda: day(1))


@pytest.mark.usefixtures("_in_may")
def test_of_two_absences_of_one_person_at_once_the_second_is_refused(office, monkeypatch):
    lock = before(actions.lock_person, threading.Barrier(2))
    monkeypatch.setattr(actions, "lock_person", lock)

    assert declared_together(office) == (["Refused", "done"], 1)


@pytest.mark.usefixtures("_in_may")
def test_control_without_the_lock_of_the_person_both_are_noted(office, monkeypatch):
    monkeypatch.setattr(actions, "lock_person", lambda person: person)
    look = after(actions.crossing, threading.Barrier(2))
    monkeypatch.setattr(actions, "crossing", look)

    assert declared_together(office) == (["done", "done"], 2)
