"""Entry of the dictionary of figures in the member bar: for those who read figures."""

from labelling.figures.rules import reader
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Chiffres",
        "labelling:figure_list",
        visible=lambda user: reader(user, None),
        order=16,
        root="/espace/pilotage/chiffres/",
    ),
)
