"""Navigation entries of the letter."""

from home.letter.rules import follows_the_letter
from portal.web.navigation import SPACE, Entry, add

add(SPACE, Entry("Lettre", "home:letters", follows_the_letter, order=86, root="/espace/lettres/"))
