"""Entry of organisms in the member bar."""

from labelling.organisms.rules import instructor
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Organismes",
        "labelling:organism_list",
        visible=lambda user: instructor(user, None),
        order=50,
        root="/espace/organismes/",
    ),
)
