"""Capacities of the label's people in which they receive notices: team, signatory, auditor, committee."""

from labelling.parties.organisms.affiliations import held_seats, memberships
from labelling.parties.organisms.models import CURRENT_MEMBER, Membership, Organism
from portal.access import affiliations
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Capacity, Tied
from portal.ui import words

SIGNS = Membership.Function.SIGNATORY


def _signs(user):
    return SIGNS in memberships(user).values()


def _team_of(user):
    """« Comme membre de l’équipe d’Armoril »; of several organisms, none is named before the others."""
    names = Organism.objects.filter(pk__in=memberships(user)).values_list("name", flat=True)[:2]
    return f"Comme membre de l’équipe {words.of(names[0] if len(names) == 1 else 'vos organismes')}"


TEAM = Capacity(
    "team",
    "Comme membre de l’équipe d’un organisme",
    order=100,
    holds=lambda u: bool(memberships(u)),
    named=_team_of,
)
SIGNATORY = Capacity("signatory", "Comme signataire", order=90, holds=_signs)
AUDITOR = Capacity(
    "auditor",
    "Comme auditeur",
    order=200,
    holds=lambda user: bool(affiliations.list_affiliations(user, "auditor")),
)
PRESIDENCY = Capacity(
    "presidency",
    "À la présidence du comité",
    order=300,
    holds=lambda user: any(one == ("full", True) for one in held_seats(user)),
)
COMMITTEE = Capacity(
    "committee", "Comme membre du comité", order=310, holds=lambda user: bool(held_seats(user))
)


register_placeholders({"thing.organism": "organisme"})


def members(key="organism_id"):
    """`Notice(to=…)`: the members of the organism that `key` of a thing names."""
    return Tied("memberships__organism", key, CURRENT_MEMBER, (TEAM,))


def members_of_organism(organism_id):
    return members().of(organism_id)
