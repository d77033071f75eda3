"""Tasks of labels on a member's home: renewals to prepare, suspensions that end, notices of withdrawal."""

from labelling.labels.models import Label
from labelling.organisms.rules import memberships
from portal.core import clock, working_days
from portal.models import Role
from portal.web.worklist import DO, WATCH, Task, source

MOST = 20
TO_HEAR = {True: "à confirmer à la prochaine séance", False: "à porter devant le comité"}
SOON = 12  # months: the first reminder of BR-75


SHOWN = ("reference", "due_on", "end_on", "safeguard_on", "organism__name")


def _end(_user, label):
    return Task(
        WATCH,
        f"Fin du label de {label.organism}",
        label.reference,
        label.get_absolute_url(),
        "l’organisme",
        label.end_on,
        date_label="Prend fin le",
    )


@source(*SHOWN, tell=_end)
def ends(user):
    """For an organism: its label ends within a year."""
    mine = memberships(user)
    if not mine:
        return None
    today = clock.today()
    rows = Label.objects.visible_to(user).held(today).filter(organism__in=mine)
    return rows.filter(end_on__lte=working_days.add_months(today, SOON))


def _suspension(_user, label):
    is_over = label.due_on and label.due_on <= clock.today()
    return Task(
        DO if label.safeguard_on or is_over else WATCH,
        f"Suspension de {label.organism}, {TO_HEAR[label.safeguard_on is not None]}",
        label.reference,
        label.get_absolute_url(),
        "le comité de labellisation",
        label.due_on,
        date_label="Dure jusqu’au",
    )


@source(*SHOWN, tell=_suspension, most=MOST)
def suspensions(user):
    """BR-72, BR-73: for the office, each suspension; a safeguard goes to the very next session."""
    if not (user.has_role(Role.REFERENT) or user.has_role(Role.DEPUTY)):
        return None
    rows = Label.objects.visible_to(user).filter(state=Label.State.SUSPENDED)
    return rows.order_by("due_on")
