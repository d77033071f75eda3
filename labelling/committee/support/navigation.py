"""Entry of advisory support in the member bar, and its part of the page of an organism."""

from labelling.committee.support import pages
from labelling.committee.support.rules import reader
from labelling.parties.organisms.panels import register_panel
from portal.web.navigation import SPACE, Entry, register_entry

register_panel(pages.panel)
register_entry(
    SPACE,
    Entry(
        "Appui-conseil",
        "labelling:support_list",
        visible=lambda user: user.is_authenticated and reader(user, None),
        order=66,
        root="/espace/appui-conseil/",
    ),
)
