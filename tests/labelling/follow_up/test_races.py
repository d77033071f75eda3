"""Concurrent acts on relances: one mail each, and what is undone never leaves."""

import threading

import pytest
from django.db import IntegrityError, connection, models

from labelling.models import Handing, Relance
from labelling.steering.follow_up.relances import actions, handings
from portal.core import clock
from portal.models import Message, Role
from portal.workflow import Refused
from tests import factories
from tests.labelling.follow_up.test_relances import LATER, prepared

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts):
    """The outcomes of acts played in threads of their own."""
    outcomes = []

    def run(act):
        try:
            outcomes.append(act())
        except Refused as refused:
            outcomes.append(refused.codes[0])
        except IntegrityError:
            outcomes.append("IntegrityError")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.fixture
def office(transactional_db):
    make = factories.make_user
    return [
        make("Sonia", "Vasseur", roles=[Role.REFERENT]),
        make("Paul", "Suppléant", roles=[Role.DEPUTY]),
    ]


@pytest.fixture
def relance(office):
    organism = factories.make_organism()
    return prepared(organism, office[0], factories.make_member(organism))


def wait_before_the_lock(monkeypatch, many=2):
    """All have come to the lock before any takes it."""
    gate, held = threading.Barrier(many, timeout=20), actions._held

    def waited(rows):
        gate.wait()
        return held(rows)

    monkeypatch.setattr(actions, "_held", waited)


def unlocked(monkeypatch, many=2):
    """All have read what the lock would hold, without it, before any writes."""
    gate = threading.Barrier(many, timeout=20)

    def read(rows):
        found = list(rows.order_by("pk"))
        gate.wait()
        return found

    monkeypatch.setattr(actions, "_held", read)


def confirmed(relance, by):
    return lambda: len(actions.confirm(relance.batch, by=by))


def test_two_tabs_confirm_one_batch_once(relance, office, monkeypatch):
    wait_before_the_lock(monkeypatch)

    assert sorted(map(str, together(*(confirmed(relance, by) for by in office)))) == [
        "1",
        "confirmed",
    ]


def test_control_without_the_lock_both_confirm_it(relance, office, monkeypatch):
    unlocked(monkeypatch)

    assert together(*(confirmed(relance, by) for by in office)) == [1, 1]


def other_batch(relance, by):
    return prepared(relance.organism, by, *relance.people.all())


def test_two_batches_for_one_organism_send_one_mail(relance, office, monkeypatch):
    """Each has looked under its own lock: the constraint alone tells them apart."""
    second = other_batch(relance, office[1])
    unlocked(monkeypatch)

    acts = [confirmed(relance, office[0]), confirmed(second, office[1])]
    assert sorted(map(str, together(*acts))) == ["1", "waits"]


def test_control_without_the_constraint_both_would_leave(relance, office, monkeypatch):
    second = other_batch(relance, office[1])
    constraint = next(one for one in Relance._meta.constraints if one.name == "relance_one_waits")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Relance, constraint)
    unlocked(monkeypatch)
    try:
        acts = [confirmed(relance, office[0]), confirmed(second, office[1])]
        assert together(*acts) == [1, 1]
    finally:
        models.QuerySet(Relance).update(cancelled_at=clock.now())
        with connection.schema_editor() as editor:
            editor.add_constraint(Relance, constraint)


def undone_as_it_leaves(relance, office):
    """(what the canceller was told, how many mails are queued, whether it is undone)."""
    relances_of_now = Relance.objects.filter(pk=relance.pk)
    with clock.at(clock.now() + LATER):
        told = together(
            lambda: actions._send(relance.pk), lambda: str(actions.cancel(relance, by=office[1]))
        )
    return told, Message.objects.count(), relances_of_now.get().cancelled_at is not None


def test_a_relance_is_undone_or_leaves_never_both(relance, office, monkeypatch):
    actions.confirm(relance.batch, by=office[0])
    wait_before_the_lock(monkeypatch)

    _told, mails, is_undone = undone_as_it_leaves(relance, office)
    assert (mails, is_undone) in ((1, False), (0, True))


def test_the_worker_of_two_processes_queues_it_once(relance, office, monkeypatch):
    actions.confirm(relance.batch, by=office[0])
    wait_before_the_lock(monkeypatch)

    with clock.at(clock.now() + LATER):
        outcomes = together(*(lambda: actions._send(relance.pk) for _ in range(2)))
    assert (sorted(outcomes), Message.objects.count()) == ([0, 1], 1)


def test_control_without_the_lock_the_second_worker_fails(relance, office, monkeypatch):
    """Only the constraint of its exchange refuses the second: the lock makes of it no failure."""
    actions.confirm(relance.batch, by=office[0])
    unlocked(monkeypatch)

    with clock.at(clock.now() + LATER):
        outcomes = together(*(lambda: actions._send(relance.pk) for _ in range(2)))
    assert sorted(map(str, outcomes)) == ["1", "IntegrityError"]


@pytest.fixture
def handing(office):
    return handings.give([factories.make_dossier().organism], office[1], by=office[0])


def told_as_it_is_undone(handing, office):
    """The outcomes, and (is it told, is it undone)."""
    with clock.at(clock.now() + LATER):
        acts = (
            lambda: handings._tell(handing.pk),
            lambda: bool(handings.undo(handing, by=office[0])),
        )
        outcomes = together(*acts)
    now = Handing.objects.get()
    return outcomes, (now.left_at is not None, now.cancelled_at is not None)


def test_a_handing_is_told_or_undone_never_both(handing, office, monkeypatch):
    gate, held = threading.Barrier(2, timeout=20), handings._held

    def waited(key):
        gate.wait()
        return held(key)

    monkeypatch.setattr(handings, "_held", waited)

    outcomes, ends = told_as_it_is_undone(handing, office)
    assert "IntegrityError" not in outcomes
    assert sorted(ends) == [False, True]


def test_control_without_the_lock_the_constraint_alone_refuses_the_second(
    handing, office, monkeypatch
):
    gate = threading.Barrier(2, timeout=20)

    def read(key):
        found = Handing.objects.get(pk=key)
        gate.wait()
        return found

    monkeypatch.setattr(handings, "_held", read)

    outcomes, ends = told_as_it_is_undone(handing, office)
    assert "IntegrityError" in outcomes
    assert sorted(ends) == [False, True]
