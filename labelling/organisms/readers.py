"""Readers of what is an organism's own: its people, and the office."""

from django.db.models import Q

from labelling.organisms.affiliations import memberships
from portal.access import Visibility
from portal.models import Role

OFFICE = (
    Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


def people_of(organism, label="l’organisme", reason="parce que c’est le sien"):
    """The active members of the organism to which the path `organism` leads."""
    return Visibility(
        label,
        reason,
        path=f"{organism}__memberships__user",
        where=lambda: Q(**{f"{organism}__memberships__is_active": True}),
        ties=memberships,
        by=organism,
    )
