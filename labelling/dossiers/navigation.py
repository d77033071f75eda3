"""The dossiers in the member space's bar."""

from labelling.organisms.rules import instructor, memberships
from portal.web.navigation import SPACE, Entry, add


def has_dossiers(user):
    """Those who act for an organism, and those who instruct."""
    return instructor(user, None) or bool(memberships(user))


add(
    SPACE,
    Entry(
        "Dossiers",
        "labelling:dossier_list",
        visible=has_dossiers,
        order=20,
        root="/espace/dossiers/",
    ),
)
