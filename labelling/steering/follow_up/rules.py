"""Permission rules of the follow-up: the office alone reads it, the référent and the deputy write to organisms."""

from django.db.models import Q

from labelling.parties.organisms.rules import deputy, instructor, referent, secretary
from portal.access import Visibility
from portal.models import Role, User
from portal.workflow import Forbidden, Problem

OFFICE_ROLES = (Role.REFERENT, Role.DEPUTY, Role.SECRETARY)
WHY = "parce que le bureau se le dit entre soi"
OFFICE = tuple(Visibility(role.label, WHY, role=role) for role in OFFICE_ROLES)
office = referent | deputy | secretary
sender = instructor  # who writes to organisms, and gives dossiers


def colleagues():
    """The active people of the office, by name."""
    rows = User.objects.filter(groups__name__in=OFFICE_ROLES, is_active=True)
    return rows.distinct().order_by("last_name__french", "first_name__french", "pk")


def is_colleague(path=""):
    """The Q of the people who still hold the office, with an open account."""
    return Q(**{f"{path}groups__name__in": OFFICE_ROLES, f"{path}is_active": True})


def refuse_unless(rule, user, thing=None):
    if not rule(user, thing):
        raise Forbidden(
            Problem("forbidden", f"Cet acte est réservé\u00a0: {rule.label}."), thing=thing
        )
