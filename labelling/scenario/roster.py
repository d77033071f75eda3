"""Roster of the auditors of a scenario: the days on which each is on a mission."""

from collections import defaultdict

SPARE = 5  # days between two missions: the working days of a real calendar may bring them as near


class Roster:
    """Nobody is on two missions the same day: the next free auditor stands in for who is busy.

    Days are numbers, from the day of the demonstration: the same people act whatever that day.
    """

    def __init__(self, names):
        self.names = list(names)
        self.taken = defaultdict(list)

    def take(self, wanted, first, last, *, other=""):
        """`wanted`, or the next one who is free on these days and is not `other` (the dossier's second auditor)."""
        start = self.names.index(wanted)
        for name in self.names[start:] + self.names[:start]:
            if name != other and self._is_free(name, first, last):
                self.taken[name].append((first, last))
                return name
        raise LookupError(f"Aucun auditeur libre du {first} au {last}.")

    def _is_free(self, name, first, last):
        return all(last + SPARE < start or first > end + SPARE for start, end in self.taken[name])
