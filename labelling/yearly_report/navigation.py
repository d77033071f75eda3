"""Navigation entry of the yearly reports in the member bar: for the office of the label."""

from labelling.organisms.rules import instructor
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Bilans",
        "labelling:yearly_report_list",
        visible=lambda user: instructor(user, None),
        order=97,
        root="/espace/pilotage/bilans/",
    ),
)
