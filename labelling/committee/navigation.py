"""Entry of the committee in the member bar."""

from labelling.committee.rules import is_seated
from labelling.parties.organisms.rules import memberships
from labelling.title.labels.navigation import follows_labels
from portal.web.navigation import SPACE, Entry, register_entry


def works_with_committee(user):
    """The office, and whoever sits; an organism's member has no session to open."""
    if not user.is_authenticated:
        return False
    return (follows_labels(user) and not memberships(user)) or is_seated(user)


register_entry(
    SPACE,
    Entry(
        "Comité", "labelling:session_list", works_with_committee, order=50, root="/espace/comite/"
    ),
)
