"""Navigation entry of the desk of accounts."""

from portal.access.offices import desk
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Fonctions",
        "role_register",
        lambda user: desk(user, None),
        order=925,
        root="/espace/fonctions/",
    ),
)
