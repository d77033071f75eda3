"""Entry of accreditations in the member bar: the auditor's own, the office's all."""

from labelling.parties.accreditation.models import OFFICE
from labelling.parties.accreditation.rules import is_auditor
from portal.web.navigation import SPACE, Entry, register_entry

ROLES = tuple(visibility.role for visibility in OFFICE)


def concerned(user):
    return user.is_authenticated and (
        any(user.has_role(role) for role in ROLES) or is_auditor(user)
    )


register_entry(
    SPACE,
    Entry(
        "Agréments",
        "labelling:accreditation_list",
        visible=concerned,
        order=60,
        root="/espace/agrements/",
    ),
)
