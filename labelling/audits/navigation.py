"""Entry of audits in the member bar: for auditors, the office and members of organisms."""

from labelling.accreditation.rules import is_auditor
from labelling.organisms.rules import instructor, memberships
from portal.web.navigation import SPACE, Entry, register_entry


def concerned(user):
    if not user.is_authenticated:
        return False
    return instructor(user, None) or bool(memberships(user)) or is_auditor(user)


register_entry(
    SPACE,
    Entry("Audits", "labelling:mission_list", visible=concerned, order=40, root="/espace/audits/"),
)
