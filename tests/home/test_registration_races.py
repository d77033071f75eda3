"""The last seat of an event, asked for by two people at once."""

import contextlib
import threading

import pytest
from django.db import connections

from home.registrations import booking
from home.site import ensure_site
from tests.home.making import make_event

WHO = {"name": "Ada Martin", "organisation": "Valmeyre", "needs": ""}


def race(event, register):
    """Two people at once for one seat: (how many hold it, errors)."""
    gate, errors = threading.Barrier(2), []

    def run(email):
        try:
            gate.wait(5)
            register(event, **WHO | {"email": email})
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(f"{n}@exemple.fr",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return event.registrations.filter(confirmed_at__isnull=False).count(), errors


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_held", "seated"), [(True, 1), (False, 2)])
def test_the_last_seat_goes_to_one(is_held, seated, monkeypatch):
    """And the control: without the lock on the event, both get it."""
    ensure_site()
    event = make_event("Journée", slug="journee", takes_registrations=True, capacity=1)
    both_counted = threading.Barrier(2)
    count = booking.free_seats

    def slow_count(one):
        found = count(one)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_counted.wait(0.5)
        return found

    monkeypatch.setattr(booking, "free_seats", slow_count)
    if not is_held:
        monkeypatch.setattr(booking, "held", lambda one: one)
        monkeypatch.setattr(booking.journal, "write", lambda *a, **k: None)  # its chain would tell
    assert race(event, booking.register) == (seated, [])
