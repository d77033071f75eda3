"""Entry of the log of contacts in the member bar: for the office."""

from labelling.follow_up import panel
from labelling.follow_up.rules import office
from portal.web.navigation import SPACE, Entry, register_entry

PANEL = panel.panel  # registers itself
register_entry(
    SPACE,
    Entry(
        "Échanges",
        "labelling:exchange_list",
        visible=lambda user: office(user, None),
        order=96,
        root=("/espace/echanges/", "/espace/relances/", "/espace/notes/", "/espace/confier/"),
    ),
)
