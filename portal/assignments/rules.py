"""Permission rules of absences, and of who takes care of what."""

from portal.absences.models import office_of
from portal.access import rule
from portal.access.models import READING


@rule("une personne qui tient une fonction du portail")
def officer(user, _thing):
    return bool(user.roles - READING)


def stand_for_each_other(user, person):
    """Whether both are of one office, or one and the same person who is of some."""
    if user.pk == person.pk:
        return bool(user.roles - READING)
    offices = {office_of(role) for role in user.roles - READING}
    return any(office_of(role) in offices for role in person.roles)


@rule("la personne elle-même ou une autre de la même fonction")
def declarer(user, absence):
    return stand_for_each_other(user, absence.person)


@rule("la personne absente")
def oneself(user, absence):
    return user.pk == absence.person_id
