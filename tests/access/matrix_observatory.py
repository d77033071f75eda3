"""The lines of the access matrix: practices, published, being written, and another organism's."""

from tests.access.lines import public, seen
from tests.access.people import EVERYBODY, OFFICE, OWN

WRITERS = (*OWN, *OFFICE)
FOLLOWERS = (*WRITERS, "bob", "dircom", "nora", "ali", "agnes")
PRACTICES = (
    public("observatory:list"),
    public("observatory:practice", "practice_slug", ours="practice"),
    seen("observatory:practice_cover", "practice_slug", by=(), anonymous="HIDDEN"),
    seen("observatory:search_index", by=OFFICE),
    seen("observatory:synonyms", by=OFFICE),
    seen("observatory:synonym_new", by=OFFICE),
    seen("observatory:synonym_group", "synonyms", by=OFFICE),
    seen("observatory:practices", by=EVERYBODY),
    seen("observatory:practice_open", by=EVERYBODY, write=(*OWN, "bob")),
    seen("observatory:practice_space", "practice", by=WRITERS),
    seen("observatory:practice_space", "practice", by=EVERYBODY, ours="practice"),
    seen("observatory:practice_part", "practice", by=WRITERS, write=OWN, literal=("recit",)),
    seen("observatory:practice_figures", "practice", by=WRITERS, write=OWN),
    seen("observatory:practice_act", "practice", by=WRITERS, write=OWN, literal=("proposer-la-fiche",)),
)  # fmt: skip
