"""Permission rules of the letter: who writes it, who reads it before it is sent."""

from portal.access import role
from portal.models import Role

dircom = role(Role.DIRCOM, "la Dircom")
READERS = (Role.DIRCOM, Role.REFERENT, Role.DEPUTY)


def follows_the_letter(user):
    return user.is_authenticated and any(user.has_role(role) for role in READERS)
