"""The two offices that keep the portal, technical administration and référent: one proposes, the other confirms."""

from portal.access.models import Role
from portal.access.rules import role

OFFICES = (Role.TECH, Role.REFERENT)
technician = role(Role.TECH, "l’administrateur technique")
desk = technician | role(Role.REFERENT, "le référent label")
