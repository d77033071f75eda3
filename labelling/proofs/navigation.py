"""Proofs in the member space’s bar, for who sends them and who answers."""

from labelling.licences.navigation import concerned
from portal.web.navigation import SPACE, Entry, add

add(
    SPACE,
    Entry("Bons à tirer", "labelling:proof_list", concerned, order=63, root="/espace/bat/"),
)
