"""Memoised answers: kept by the object they are about, or for the time of one report."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from portal.core import clock


class ReadOnce:
    """Kept by the object itself, which says so in its class; a step re-reads the object under its lock."""

    def __init__(self):
        self._answers = {}

    def get(self, name, read):
        """The answer of this name; the first time, what `read()` gives."""
        if name not in self._answers:
            self._answers[name] = read()
        return self._answers[name]

    def forget(self, name=None):
        """After a change: one answer is read again, or all of them."""
        if name is None:
            self._answers.clear()
        else:
            self._answers.pop(name, None)


_report = ContextVar("report", default=None)


@contextmanager
def reading_once():
    """Meanwhile each question marked `read_once` is asked once a day told by the clock."""
    token = _report.set(ReadOnce())
    try:
        yield
    finally:
        _report.reset(token)


def is_reading_once():
    """Whether what is read now is kept for the time of a report: reading whole costs less than reading often."""
    return _report.get() is not None


def read_once(read):
    """`read(*args)` is asked once inside `reading_once()`; each time outside of it."""

    @wraps(read)
    def answered(*args):
        report = _report.get()
        if report is None:
            return read(*args)
        return report.get((read, clock.today(), args), lambda: read(*args))

    return answered
