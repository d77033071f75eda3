"""Working days of a scenario: its sessions, counted back from its last day."""

from datetime import timedelta
from functools import cache

from labelling.framework.building import build
from labelling.framework.deadlines import DeadlineRule
from labelling.framework.loading import FOLDER
from labelling.framework.sources import read
from portal.core.working_days import add_months, next_working_day, worked_before

NEXT = 20  # days from the last day told to the next ordinary session, at most
MONTHS = 6  # between two ordinary sessions
FOUNDING, FIRST = 546, 493  # days before the first ordinary session that grants a label
FIRST_LABEL = 19  # rank of that session
DAY = timedelta(days=1)
WEEK, HALF_A_YEAR = 7, 181  # days


def days(day, count):
    return day + timedelta(days=count)


def nearest_worked(day):
    before, after = worked_before(day), next_working_day(day)
    return before if day - before <= after - day else after


@cache
def deadlines():
    """{code: deadline} of the règlement that a scenario is played under, unsaved."""
    rows = build(read(FOLDER / "reglement.yaml")).rows
    return {row.code: row for row in rows if isinstance(row, DeadlineRule)}


class Calendar:
    """Every date that a scenario counts from `today`, the last day that it tells."""

    def __init__(self, today):
        self.today = today
        self.first_label = self.ordinary(FIRST_LABEL)
        self.founding = days(self.first_label, -FOUNDING)
        self.first_session = nearest_worked(days(self.first_label, -FIRST))

    def ordinary(self, rank):
        """The two sessions of each year: 0 is the next one, 1 the last one held.

        Each comes a little earlier in the year than the one before it: a renewal is decided before the label's end.
        """
        following = worked_before(days(self.today, NEXT))
        return (
            nearest_worked(days(add_months(following, -MONTHS * rank), rank)) if rank else following
        )

    def is_ordinary(self, session):
        return session in map(self.ordinary, range(FIRST_LABEL + 1))

    def nominal(self, session):
        """Days from today to a session, the same whatever the day: off days and the length of months left aside."""
        for rank in range(FIRST_LABEL + 1):
            if self.ordinary(rank) == session:
                return NEXT - rank * HALF_A_YEAR
        return round((session - self.today).days / WEEK) * WEEK

    def free(self, offset, taken):
        """The last day worked, up to so many days from today, that no other session has."""
        day = worked_before(days(self.today, offset))
        while day in taken:
            day = worked_before(day - DAY)
        return day
