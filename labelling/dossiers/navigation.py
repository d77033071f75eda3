"""Entry of dossiers in the member bar, and the first steps of who has none yet."""

from labelling.dossiers import first_steps
from labelling.organisms.panels import register_panel
from labelling.organisms.rules import instructor, memberships
from portal.web.member_home import register_home_block
from portal.web.navigation import SPACE, Entry, register_entry


def has_dossiers(user):
    """Those who act for an organism, and those who instruct."""
    return instructor(user, None) or bool(memberships(user))


register_home_block(first_steps.home_block)
register_panel(first_steps.panel)
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
