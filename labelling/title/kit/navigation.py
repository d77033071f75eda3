"""Entry of the kit in the member bar."""

from labelling.parties.organisms.rules import memberships
from labelling.title.kit.rules import steward
from portal.web.navigation import SPACE, Entry, register_entry


def takes_or_tends(user):
    return user.is_authenticated and (bool(memberships(user)) or steward(user, None))


register_entry(
    SPACE,
    Entry("Kit", "labelling:kit_mine", takes_or_tends, order=72, root="/espace/kit/"),
)
