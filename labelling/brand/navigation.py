"""The brand in the member space's bar: the Dircom's, the référent's and the deputy's."""

from labelling.brand.rules import office
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
