"""Entry of the governance in the member bar: for whoever follows the evolutions of the label."""

from labelling.governance.rules import follower
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Gouvernance",
        "labelling:governance",
        visible=lambda user: follower(user, None),
        order=92,
        root="/espace/pilotage/gouvernance/",
    ),
)
