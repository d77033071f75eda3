"""Freeze of an agenda: the first day of a session that may still list what is ready."""

from datetime import timedelta

from portal.core.working_days import is_working_day


def first_open_agenda(rules, day, ready_on):
    """The first working day from `day` on of a session whose agenda is not frozen before `ready_on` (D09)."""
    while rules.due("D09", day) < ready_on or not is_working_day(day):
        day += timedelta(days=1)
    return day
