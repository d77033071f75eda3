"""Memoised answers for the time of one page or of one report."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from portal.core import clock

_answers = ContextVar("answers", default=None)
_is_report = ContextVar("is_report", default=False)


@contextmanager
def reading_once(*, is_report=True):
    """Meanwhile each question marked `read_once` is asked once a day told by the clock.

    Never around an act, but of a replay: under its lock it reads what others have just changed.
    """
    answers, report = _answers.set({}), _is_report.set(is_report)
    try:
        yield
    finally:
        _answers.reset(answers)
        _is_report.reset(report)


def is_report():
    """Whether what is read now is kept for the time of a report: reading whole costs less than reading often."""
    return _is_report.get()


def read_once(read):
    """`read(*args)` is asked once inside `reading_once()`; each time outside of it."""

    @wraps(read)
    def answered(*args):
        answers = _answers.get()
        if answers is None:
            return read(*args)
        key = (read, clock.today(), args)
        if key not in answers:
            answers[key] = read(*args)
        return answers[key]

    return answered
