"""Public facts in the memory of a process: read once a generation and a day, however often they are shown."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import connection

from portal.cache import versions
from portal.core import clock

MINUTE = 60
SECONDS = 300  # after a write made outside the portal, which nothing here sees
MOST = 500  # answers: visitors choose some of the arguments
NOTHING = object()
READINGS = []
_shelves, _figures = {}, {}
_span = ContextVar("span", default=None)


def remembered(read):
    """`read(*args)` is answered from memory until something public changes, or the day ends.

    It tells everybody the same, from watched tables alone (a test), by the day and not by the hour; its
    answer is shared: nobody changes it. A transaction that has written reads for itself, and what is read
    inside of one is not kept: it may be older than the generation says.
    """
    READINGS.append(read)

    @wraps(read)
    def answered(*args):
        shelf, key = _shelf(), (read, args)
        found = NOTHING if shelf is None else shelf.get(key, NOTHING)
        if found is NOTHING:
            found = read(*args)
            if shelf is not None and not connection.in_atomic_block:
                _put(shelf, key, found)
        return found

    return answered


def lately(read):
    """`read(*args)` may be a minute old, never older than the generation: figures, no right and no act.

    A transaction reads for itself, and leaves nothing.
    """

    @wraps(read)
    def answered(*args):
        now = None if connection.in_atomic_block else versions.current()
        if now is None:
            return read(*args)
        of = (now, clock.today(), int(clock.now().timestamp()) // MINUTE)
        if of not in _figures:
            _figures.clear()
        shelf, key = _figures.setdefault(of, {}), (read, args)
        if key not in shelf:
            found = read(*args)
            _put(shelf, key, found)
            return found
        return shelf[key]

    return answered


@contextmanager
def span():
    """Meanwhile a `steady` reading is done once: for one report, that asks the same of each thing."""
    token = _span.set({})
    try:
        yield
    finally:
        _span.reset(token)


def steady(read):
    """`read(*args)` is asked once a day told by the clock inside a `span`; each time outside of one."""

    @wraps(read)
    def answered(*args):
        shelf, key = _span.get(), (read, clock.today(), args)
        if shelf is None:
            return read(*args)
        if key not in shelf:
            shelf[key] = read(*args)
        return shelf[key]

    return answered


def _put(shelf, key, found):
    if len(shelf) >= MOST:
        shelf.clear()
    shelf[key] = found


def forget():
    """All of it, for who measures a first reading."""
    _shelves.clear()
    _figures.clear()


def _shelf():
    """{(function, arguments): answer} of the present generation and day; None when nothing may be kept."""
    now = versions.current()
    if now is None:
        return None
    of = (now, clock.today(), int(clock.now().timestamp()) // SECONDS)
    found = _shelves.get(of)
    if found is None:
        _shelves.clear()
        found = _shelves.setdefault(of, {})
    return found
