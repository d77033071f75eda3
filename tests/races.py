"""Races on PostgreSQL: acts that start as one; their controls, in which all look before one writes."""

import threading
from contextvars import copy_context

from django.db import IntegrityError, connection
from django.db.models import QuerySet

from portal.workflow import Refused

TIMEOUT = 20  # seconds: a control that never meets fails, it does not hang


def together(acts):
    """Run the acts at the same instant, each in its thread and its connection; what they raised.

    All are connected before one starts: acts that wait for their connections follow each other more than they meet.
    """
    start, raised = threading.Barrier(len(acts), timeout=TIMEOUT), []

    def run(act):
        try:
            connection.ensure_connection()
            start.wait()
            act()
        except (Refused, IntegrityError) as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def without_row_locks(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)


def met_before(monkeypatch, place, name, threads=2):
    """`name` of `place` begins once `threads` have come to it, then at once; the gate, for what is not patched."""
    have_met = threading.Event()
    gate = threading.Barrier(threads, have_met.set, TIMEOUT)
    function = getattr(place, name)

    def waited(*args, **facts):
        if not have_met.is_set():
            gate.wait()
        return function(*args, **facts)

    monkeypatch.setattr(place, name, waited)
    return gate


def met_after(monkeypatch, place, name, threads=2):
    """`name` of `place` answers once as many as `threads` have had their answer; the gate, for what is not patched."""
    gate, function = threading.Barrier(threads, timeout=TIMEOUT), getattr(place, name)

    def waited(*args, **facts):
        said = function(*args, **facts)
        gate.wait()
        return said

    monkeypatch.setattr(place, name, waited)
    return gate
