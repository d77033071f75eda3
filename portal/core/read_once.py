"""Memoised answers for the time of one report."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from portal.core import clock

_report = ContextVar("report", default=None)


@contextmanager
def reading_once():
    """Meanwhile each question marked `read_once` is asked once a day told by the clock."""
    token = _report.set({})
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
        key = (read, clock.today(), args)
        if key not in report:
            report[key] = read(*args)
        return report[key]

    return answered
