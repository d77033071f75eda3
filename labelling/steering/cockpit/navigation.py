"""Entry of the cockpit in the member bar: for the office, the secretariat, the presidency and the readers."""

from labelling.steering.cockpit.rules import reader
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Pilotage",
        "labelling:cockpit",
        visible=lambda user: reader(user, None),
        order=12,
        root="/espace/pilotage/",
    ),
)
