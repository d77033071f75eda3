"""Visibilities of rows that tell sums alone: the presidency of the committee, the readers of both bodies."""

from labelling.committee.rules import ChairVisibility
from labelling.parties.organisms.rules import chair, comex, commission
from portal.access import Visibility
from portal.models import Role

# Of performance and of the process map, besides the office.
sums_reader = chair | comex | commission


def sums_alone(when=None):
    """Of the rows that `when` keeps: the others are the office’s."""
    why = "parce qu’il suit l’ensemble du label, sans le détail d’aucun organisme"
    return (
        Visibility(comex.label, why, role=Role.COMEX, when=when),
        Visibility(commission.label, why, role=Role.COMMISSION, when=when),
        ChairVisibility(chair.label, why.replace("qu’il", "qu’elle"), when=when),
    )
