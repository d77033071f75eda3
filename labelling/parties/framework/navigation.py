"""Entry of the rules in the member bar."""

from portal.web.navigation import SPACE, Entry, register_entry

register_entry(SPACE, Entry("Règles", "labelling:framework_list", order=90, root="/espace/regles/"))
