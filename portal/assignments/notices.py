"""Mail notices: a colleague is absent, one's absence was noted, one's work was taken over or given."""

from portal.absences.models import colleagues
from portal.access import sees
from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import BY_ROLE

GROUP = Group("Absences et partage du travail", 1440)
OFFICERS = tuple(BY_ROLE.values())
TOPIC = "portal/assignments"
FOLDER = f"{TOPIC}/mail"
SHARED = "Vous recevez ce message parce que vous partagez cette fonction."
OWN = "Vous recevez ce message parce qu’il s’agit de votre travail."


def others(absence):
    """Those of the same office, less who declared it."""
    return colleagues(absence.person).exclude(pk=absence.declared_by_id)


def absent(absence):
    """The person, where somebody else declared it."""
    return [] if absence.declared_by_id == absence.person_id else [absence.person]


def is_ahead(absence):
    return absence.is_ahead


def bearer(assignment):
    return [assignment.person]


def runs(assignment):
    return assignment.released_at is None and assignment.thing is not None


def was_taken(assignment):
    return assignment.released_by_id is not None and assignment.thing is not None


def sees_thing(assignment, person):
    """Who has left the office since reads nothing of it any more."""
    return sees(person, assignment.thing)


ABSENT = Notice(
    "absence.declared",
    "Une personne de votre fonction s’absente",
    about="portal.Absence",
    template=f"{FOLDER}/declared.txt",
    to=others,
    still=is_ahead,
    why=SHARED,
    audience="qui tient la même fonction",
    group=GROUP,
    reaches=OFFICERS,
)
NOTED = Notice(
    "absence.noted",
    "Votre absence a été notée",
    about="portal.Absence",
    template=f"{FOLDER}/noted.txt",
    to=absent,
    still=is_ahead,
    why=OWN,
    audience="la personne absente",
    group=GROUP,
    reaches=OFFICERS,
)
TAKEN_OVER = Notice(
    "assignment.taken_over",
    "Quelqu’un reprend ce dont vous vous chargiez",
    about="portal.Assignment",
    template=f"{FOLDER}/taken_over.txt",
    to=bearer,
    still=was_taken,
    still_for=sees_thing,
    why=OWN,
    audience="qui s’en chargeait",
    group=GROUP,
    reaches=OFFICERS,
)
GIVEN = Notice(
    "assignment.given",
    "Quelque chose vous est confié",
    about="portal.Assignment",
    template=f"{FOLDER}/given.txt",
    to=bearer,
    still=runs,
    still_for=sees_thing,
    why=OWN,
    audience="à qui c’est confié",
    group=GROUP,
    reaches=OFFICERS,
)
