"""Entry of licences in the member bar."""

from labelling.parties.organisms.rules import memberships
from portal.models import Role
from portal.web.navigation import SPACE, Entry, register_entry

FOLLOWING = (Role.DIRCOM, Role.REFERENT, Role.DEPUTY)


def concerned(user):
    return user.is_authenticated and (
        any(user.has_role(role) for role in FOLLOWING) or bool(memberships(user))
    )


register_entry(
    SPACE,
    Entry("Licences", "labelling:licence_list", concerned, order=62, root="/espace/licences/"),
)
