"""Answers about public data kept by a process until something public changes, or the day ends."""

from collections.abc import Callable
from functools import wraps

from portal.cache import versions
from portal.core import clock

READINGS = []  # the functions that are cached; a test looks at what they read
_kept = {}  # {(function, arguments): (version, day, answer)}


def cached(read: Callable) -> Callable:
    """`read(*args)` for what a page would wait for (docs/decisions/kernel): few readings of few arguments.

    It tells everybody the same, from watched tables alone (a test), by the day and not by the hour; its answer is
    shared: nobody changes it. What is read inside of a transaction is not kept: it may never be committed.
    """
    READINGS.append(read)

    @wraps(read)
    def answered(*args):
        if versions.is_inside():
            return read(*args)
        stamp = (versions.current(), clock.today())
        kept = _kept.get((read, args))
        if kept is None or kept[0] != stamp:
            kept = _kept[read, args] = (stamp, read(*args))
        return kept[1]

    return answered


def forget() -> None:
    """As in a process that has just begun: for tests and measures."""
    _kept.clear()
