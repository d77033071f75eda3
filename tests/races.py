"""Controls of races on PostgreSQL: no row is locked, and whoever looks waits until all have looked."""

import threading

from django.db.models import QuerySet

TIMEOUT = 20  # seconds: a control that never meets fails, it does not hang


def without_row_locks(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)


def met_before(monkeypatch, place, name, threads=2):
    """`name` of `place` begins once as many as `threads` have come to it; the gate, for what is not patched."""
    gate, function = threading.Barrier(threads, timeout=TIMEOUT), getattr(place, name)

    def waited(*args, **facts):
        gate.wait()
        return function(*args, **facts)

    monkeypatch.setattr(place, name, waited)
    return gate


def met_after(monkeypatch, place, name, threads=2):
    """`name` of `place` answers once as many as `threads` have had their answer."""
    gate, function = threading.Barrier(threads, timeout=TIMEOUT), getattr(place, name)

    def waited(*args, **facts):
        said = function(*args, **facts)
        gate.wait()
        return said

    monkeypatch.setattr(place, name, waited)
