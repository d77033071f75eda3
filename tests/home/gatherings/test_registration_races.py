"""Concurrent registrations for the last seat of an event."""

import contextlib
import threading

import pytest
from django.db import connections

from home.gatherings import answers
from home.models import EventOpinion, Registration
from home.registrations import actions
from portal.core import clock
from tests.factories import make_user
from tests.home.factories import make_event

ERRORS = []
WHO = {"name": "Ada Martin", "organisation": "Valmeyre", "needs": ""}


def race(event, register, members=(None, None)):
    """Two people at once for one seat, with an account or without: (how many hold it, errors)."""
    both(lambda n: register(event, **WHO | {"email": f"{n}@exemple.fr", "person": members[n]}))
    return event.registrations.filter(confirmed_at__isnull=False).count(), ERRORS.copy()


def both(act):
    """`act(0)` and `act(1)` at once; what they raise is in ERRORS."""
    gate, errors = threading.Barrier(2), ERRORS
    errors.clear()

    def run(n):
        try:
            gate.wait(5)
            act(n)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_account", [False, True])
@pytest.mark.parametrize(("is_held", "seated"), [(True, 1), (False, 2)])
def test_the_last_seat_goes_to_one(committed_site, is_held, seated, with_account, monkeypatch):
    """And the control: without the lock on the event, both get it."""
    event = make_event("Journée", slug="journee", takes_registrations=True, capacity=1)
    both_counted = threading.Barrier(2)
    count = actions.free_seats

    def slow_count(one):
        found = count(one)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_counted.wait(0.5)
        return found

    monkeypatch.setattr(actions, "free_seats", slow_count)
    if not is_held:
        monkeypatch.setattr(actions, "held", lambda one: one)
        monkeypatch.setattr(
            actions.audit_log, "write", lambda *a, **k: None
        )  # its chain would tell
    members = [make_user(f"N{n}", "Membre") for n in range(2)] if with_account else (None, None)
    assert race(event, actions.register, members) == (seated, [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_held", "opinions_given"), [(True, 1), (False, 2)])
def test_one_person_gives_one_opinion(committed_site, is_held, opinions_given, monkeypatch):
    """And the control: read without its lock, the registration says twice that it has not answered."""
    event = make_event("Journée", slug="journee", takes_registrations=True)
    one = actions.register(event, **WHO, email="ada@exemple.fr")
    Registration.objects.update(attended_at=clock.now())
    both_read, asked = threading.Barrier(2), answers.may_answer

    def slow(row):
        found = asked(row)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_read.wait(0.5)
        return found

    monkeypatch.setattr(answers, "may_answer", slow)
    if not is_held:
        monkeypatch.setattr(answers, "held", lambda row: Registration.objects.get(pk=row.pk))
    both(lambda n: answers.give(one, rating=n + 1, comment=""))

    assert (EventOpinion.objects.count(), ERRORS) == (opinions_given, [])
