"""Working days of a scenario: its sessions, counted back from its last day."""

from collections import defaultdict
from datetime import timedelta
from functools import cache

from labelling.parties.framework.deadlines import DeadlineRule
from labelling.parties.framework.files.loading import FOLDER
from labelling.parties.framework.files.parsing import build
from labelling.parties.framework.files.reading import read
from portal.core.working_days import add_months, next_working_day, worked_before

# Days between two missions: the working days of a real calendar may bring them as near; nearer still when the one is
# counted from an ordinary session, the other from today, for months are not all as long.
SPARE, APART = 5, 9


class Roster:
    """Nobody is on two missions the same day: the next free auditor stands in for who is busy.

    Days are numbers, from the day of the demonstration: the same people act whatever that day.
    """

    def __init__(self, names):
        self.names = list(names)
        self.taken = defaultdict(list)

    def take(self, wanted, first, last, *, other="", is_ordinary=False):
        """`wanted`, or the next one who is free on these days and is not `other` (the dossier's second auditor).

        `is_ordinary`: the days are counted from an ordinary session.
        """
        start = self.names.index(wanted)
        for name in self.names[start:] + self.names[:start]:
            if name != other and self._is_free(name, first, last, is_ordinary):
                self.taken[name].append((first, last, is_ordinary))
                return name
        raise LookupError(f"Aucun auditeur libre du {first} au {last}.")

    def _is_free(self, name, first, last, is_ordinary):
        for start, end, was_ordinary in self.taken[name]:
            spare = SPARE if is_ordinary == was_ordinary else APART
            if start - spare <= last and first <= end + spare:
                return False
        return True


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
