"""Entry of dossiers in the member bar."""

from labelling.organisms.rules import instructor, memberships
from portal.web.navigation import SPACE, Entry, register_entry


def has_dossiers(user):
    """Those who act for an organism, and those who instruct."""
    return instructor(user, None) or bool(memberships(user))


register_entry(
    SPACE,
    Entry(
        "Dossiers",
        "labelling:dossier_list",
        visible=has_dossiers,
        order=20,
        root="/espace/dossiers/",
    ),
)
