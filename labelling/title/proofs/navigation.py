"""Entry of proofs in the member bar."""

from labelling.title.licences.navigation import concerned
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry("Bons à tirer", "labelling:proof_list", concerned, order=63, root="/espace/bat/"),
)
