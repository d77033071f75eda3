"""Roster of the auditors of a scenario: the days on which each is on a mission."""

from collections import defaultdict

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
