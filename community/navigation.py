"""The club in the member space's bar."""

from community.rules import reads_club
from portal.navigation import SPACE, Entry, add

add(SPACE, Entry("Club", "community:club", reads_club, order=70, root="/espace/club/"))
