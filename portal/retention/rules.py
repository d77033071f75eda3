"""Rules of the register of retention: who reads it, who decides an erasure."""

from portal import access
from portal.access.people import Role

READERS = frozenset((Role.DPO, Role.REFERENT, Role.DEPUTY, Role.TECH))
decides = access.role(Role.DPO, "le délégué à la protection des données")


def reads(user):
    """Who answers for it; the référent, whose label it is; the technical administration, whose clock runs it."""
    return user.is_authenticated and not user.roles.isdisjoint(READERS)
