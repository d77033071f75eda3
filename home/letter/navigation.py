"""Navigation entries of the letter."""

from home.letter.rules import follows_the_letter
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE, Entry("Lettre", "home:letters", follows_the_letter, order=86, root="/espace/lettres/")
)
