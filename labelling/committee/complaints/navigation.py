"""Entry of requests in the member bar."""

from labelling.committee.complaints.handlers.rules import handled
from labelling.committee.complaints.rules import desk
from labelling.parties.organisms.rules import committee_office, memberships
from portal.web.navigation import SPACE, Entry, register_entry


def has_demands(user):
    """Those who answer, those who handle, and an organism for its appeals."""
    if not user.is_authenticated:
        return False
    handles = handled("handled_complaint")(user) or handled("handled_appeal")(user)
    answers = desk(user, None) or committee_office(user, None)
    return bool(answers or handles or memberships(user))


register_entry(
    SPACE,
    Entry("Demandes", "labelling:request_list", has_demands, order=65, root="/espace/demandes/"),
)
