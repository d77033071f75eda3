"""Labels in the three lists: renewals to prepare, suspensions at their end, notices running."""

from labelling.labels.models import Label
from labelling.organisms.rules import memberships
from portal.core import clock, working_days
from portal.models import Role
from portal.web.worklist import DO, WATCH, Task, provider

MOST = 20
TO_HEAR = {True: "à confirmer à la prochaine séance", False: "à porter devant le comité"}
SOON = 12  # months: the first reminder of BR-75


@provider
def ends(user):
    """For an organism: its label ends within a year. One query."""
    if not memberships(user):
        return []
    today = clock.today()
    rows = Label.objects.visible_to(user).held(today).filter(organism__in=memberships(user))
    rows = rows.filter(end_on__lte=working_days.add_months(today, SOON)).select_related("organism")
    return [
        Task(
            WATCH,
            f"Fin du label de {label.organism}",
            label.reference,
            label.get_absolute_url(),
            "l’organisme",
            label.end_on,
            date_label="Prend fin le",
        )
        for label in rows.order_by("end_on")[:MOST]
    ]


@provider
def suspensions(user):
    """BR-72, BR-73: for the office, each suspension; a safeguard goes to the very next session."""
    if not (user.has_role(Role.REFERENT) or user.has_role(Role.DEPUTY)):
        return []
    rows = Label.objects.visible_to(user).filter(state=Label.State.SUSPENDED)
    today = clock.today()
    return [
        Task(
            DO if label.safeguard_on or (label.due_on and label.due_on <= today) else WATCH,
            f"Suspension de {label.organism}, {TO_HEAR[label.safeguard_on is not None]}",
            label.reference,
            label.get_absolute_url(),
            "le comité de labellisation",
            label.due_on,
            date_label="Dure jusqu’au",
        )
        for label in rows.select_related("organism").order_by("due_on")[:MOST]
    ]
