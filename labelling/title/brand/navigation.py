"""Entry of the brand in the member bar: for the Dircom, the référent and the deputy."""

from labelling.title.brand.rules import office
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "Marque",
        "labelling:brand",
        visible=lambda user: office(user, None),
        order=70,
        root="/espace/marque/",
    ),
)
