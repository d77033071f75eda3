"""The public sheets as sets of bits, kept by each process and mended by what changed.

What is kept is known by sums over the published practices and over the marks of the entries: a
withdrawal, a rollback or an index written by hand change them, and no count ever comes from a sheet
that is not published.
"""

import threading
from dataclasses import dataclass

from django.db import connection

from observatory.models import GoodPractice
from observatory.search.held import Shelf
from observatory.search.mending import refreshed
from observatory.search.models import PracticeEntry
from portal.cache import versions
from portal.cache.public import SECONDS
from portal.core import clock

versions.follow(GoodPractice)
versions.follow(PracticeEntry)


@dataclass
class _Kept:
    token: tuple | None
    shelf: Shelf


_shared = _Kept(None, Shelf())
_own = threading.local()  # what a transaction that has written sees, for its thread alone


def current():
    """The shelf of this generation; inside a transaction, what it sees, which may be its own writes or the past."""
    global _shared
    token, kept = _token(), _shared
    if token and kept.token == token:
        return kept.shelf
    if token and not connection.in_atomic_block:
        kept = _Kept(token, refreshed(kept.shelf))
        _shared = kept
        _own.__dict__.clear()
        return kept.shelf
    _own.shelf = refreshed(getattr(_own, "shelf", kept.shelf))
    return _own.shelf


def _token():
    """Of the two tables that a shelf is read from: no other write has it read again."""
    now = versions.token_of(GoodPractice, PracticeEntry)
    return now and (now, int(clock.now().timestamp()) // SECONDS)


def drop():
    """Read everything again: what was kept did not agree with the database, nor may a picture of it."""
    _start_with(Shelf(is_bare=True))


def leave():
    """Keep nothing, as a process that starts."""
    _start_with(Shelf())


def _start_with(shelf):
    global _shared
    _shared = _Kept(None, shelf)
    _own.shelf = shelf
