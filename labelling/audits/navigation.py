"""Audits in the member space's bar: for the auditors, the office and the organisms' members."""

from labelling.accreditation.rules import is_auditor
from labelling.organisms.rules import instructor, memberships
from portal.web.navigation import SPACE, Entry, add


def concerned(user):
    if not user.is_authenticated:
        return False
    return instructor(user, None) or bool(memberships(user)) or is_auditor(user)


add(
    SPACE,
    Entry("Audits", "labelling:mission_list", visible=concerned, order=40, root="/espace/audits/"),
)
