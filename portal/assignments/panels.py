"""Panel « Qui s’en charge » of a thing's page, and the lines of its journal that the office alone reads."""

from dataclasses import dataclass

from django.urls import reverse

from portal.absences.models import Absence
from portal.assignments.models import Assignment
from portal.assignments.registry import assignable_of, bearer_of, shares
from portal.workflow import audit_log


@dataclass(frozen=True)
class Charge:
    """What the page of a thing says and offers to a reader of its office."""

    thing: object
    word: str
    taken: Assignment | None
    absence: Absence | None  # that of its bearer, if they are absent today
    is_mine: bool
    may_act: bool

    @property
    def colleague(self):
        """The name of another who acts on it today, as the reader's home says; "" where it is the reader's to do."""
        if self.taken is None or self.is_mine or self.absence or not self.taken.is_holding:
            return ""
        return self.taken.person.get_full_name()

    @property
    def take_url(self):
        return self._address("assignment_take")

    @property
    def take_over_url(self):
        return self._address("assignment_take_over")

    @property
    def release_url(self):
        return self._address("assignment_release")

    def _address(self, name):
        return reverse(name, args=[self.word, self.thing.reference])


def charge_of(thing, user):
    """The Charge that `user` reads of a thing, or None: of another office, or over. One query."""
    known = assignable_of(thing)
    if not shares(user, known) or thing.is_final:
        return None
    taken, absence = bearer_of(thing)
    is_mine = taken is not None and taken.person_id == user.pk
    return Charge(thing, known.word, taken, absence, is_mine, known.by(user, thing))


def entries_for(user, *things):
    """The journal of things that `user` sees, latest first: the office reads who took care of them too."""
    is_inside = all(shares(user, assignable_of(thing)) for thing in things[:1])
    if len(things) == 1:
        return audit_log.entries_of(*things, is_inside=is_inside)
    return audit_log.entries_of_all(things, is_inside=is_inside)
