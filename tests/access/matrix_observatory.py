"""The lines of the access matrix: practices, published, being written, and another organism's."""

from tests.access.lines import public, seen
from tests.access.people import EVERYBODY, OFFICE, OWN

WRITERS = (*OWN, *OFFICE)
FOLLOWERS = (*WRITERS, "bob", "dircom", "nora", "ali", "agnes")
PRACTICES = (
    public("observatory:list"),
    public("observatory:suggestions"),
    public("observatory:list_rss"),
    public("observatory:list_atom"),
    public("observatory:list_csv"),
    public("observatory:list_pdf"),
    seen("observatory:alerts", by=EVERYBODY),
    seen("observatory:alert_new", by=EVERYBODY),
    seen("observatory:alert", "alert", by=("alice",)),
    public("observatory:alert_stop", "alert_token"),
    public("observatory:practice", "practice_slug", ours="practice"),
    seen("observatory:practice_cover", "practice_slug", by=(), anonymous="HIDDEN"),
    seen("observatory:synonyms", by=OFFICE),
    seen("observatory:synonym_new", by=OFFICE),
    seen("observatory:synonym_group", "synonyms", by=OFFICE),
    seen("observatory:practices", by=EVERYBODY),
    seen("observatory:practice_open", by=EVERYBODY, write=(*OWN, "bob")),
    seen("observatory:practice_space", "practice", by=WRITERS),
    seen("observatory:practice_space", "practice", by=(*WRITERS, "dircom"), ours="practice"),
    seen("observatory:practice_part", "practice", by=WRITERS, write=OWN, literal=("recit",)),
    seen("observatory:practice_figures", "practice", by=WRITERS, write=OWN),
    public("observatory:practice_pdf", "practice_slug", ours="practice"),
    seen("observatory:practice_pdf", "practice_slug", by=(), anonymous="HIDDEN"),
    public("observatory:practice_piece", "practice_slug", "piece", ours="practice"),
    seen("observatory:practice_piece", "practice_slug", "piece", by=(), anonymous="HIDDEN"),
    seen("observatory:practice_pieces", "practice", by=WRITERS, write=OWN),
    seen("observatory:practice_piece_add", "practice", by=WRITERS, write=OWN, literal=("lien",)),
    seen("observatory:practice_reading", "practice", "reading", by=WRITERS),
    seen("observatory:practice_edition", "practice", by=(*WRITERS, "dircom"), write=OWN, ours="practice"),
    seen("observatory:practice_review", "practice", by=(*WRITERS, "dircom"), write=WRITERS, ours="to_confirm"),
    seen("observatory:practice_name", "practice", by=(*WRITERS, "dircom"), write=WRITERS, ours="practice"),
    seen("observatory:practice_act", "practice", by=WRITERS, write=OWN, literal=("proposer-la-fiche",)),
    seen("observatory:invitations", by=EVERYBODY),
    seen("observatory:invitation", "invitation", by=WRITERS),
    seen("observatory:invitation_act", "invitation", by=WRITERS, write=OWN, literal=("accepter",)),
    seen("observatory:invite", by=OFFICE),
    seen("observatory:invite_from_committee", by=OFFICE),
    seen("observatory:invite_for_association", by=OFFICE),
    seen("observatory:invite_for_strength", "strength", "strength_number", by=OFFICE),
)  # fmt: skip
