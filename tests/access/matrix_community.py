"""The lines of the access matrix: the club, the auditors' community and a working group (BR-88)."""

from tests.access.lines import seen
from tests.access.people import OFFICE, OWN

CLUB = (*OWN, *OFFICE)
AUDITORS = ("ali", "agnes", *OFFICE)
GROUP = ("alice", "ali", *OFFICE)
COMERS = (*OWN, *OFFICE, "bob", "ali", "agnes")

COMMUNITY = (
    seen("community:communities", by=COMERS),
    seen("community:space", "space", by=CLUB),
    seen("community:space", "auditors_space", by=AUDITORS),
    seen("community:space", "group_space", by=GROUP),
    seen("community:space_organisms", "space", by=CLUB),
    seen(
        "community:space_act",
        "group_space",
        by=GROUP,
        write=OFFICE,
        literal=("mettre-en-lecture-seule",),
    ),
)
