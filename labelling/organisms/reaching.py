"""Recipients of mails at an organism: its current members."""

from labelling.organisms.capacities import TEAM
from labelling.organisms.models import CURRENT_MEMBER
from portal.notifications.placeholder_names import register_placeholders
from portal.notifications.recipients import Tied

register_placeholders({"thing.organism": "organisme"})


def members(key="organism_id"):
    """`Notice(to=…)`: the members of the organism that `key` of a thing names."""
    return Tied("memberships__organism", key, CURRENT_MEMBER, (TEAM,))


def members_of_organism(organism_id):
    return members().of(organism_id)
