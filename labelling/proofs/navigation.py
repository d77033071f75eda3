"""Proofs in the member space’s bar, for who sends them and who answers."""

from labelling.licences.navigation import concerned
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry("Bons à tirer", "labelling:proof_list", concerned, order=63, root="/espace/bat/"),
)
