"""Entry of the tracking in the member bar: for the référent and the deputy."""

from labelling.organisms.rules import instructor
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Suivi",
        "labelling:tracking_imports",
        visible=lambda user: instructor(user, None),
        order=95,
        root="/espace/suivi/",
    ),
)
