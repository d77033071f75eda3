"""Access matrix of practices: published, being written, another organism's."""

from tests.access.lines import member, public, seen
from tests.access.people import EVERYBODY, OFFICE, OWN

WRITERS = (*OWN, *OFFICE)
FOLLOWERS = (*WRITERS, "bob", "dircom", "nora", "ali", "agnes")
CHOOSERS = (*OFFICE, "dircom")
CLUB = (*OWN, *OFFICE, "dircom")  # Bob’s organism has lost its label
ACTORS = (*OWN, "bob")


def use(name, *args, **more):
    return seen(f"observatory:{name}", *args, **more)


USE = (
    public("observatory:map"),
    public("observatory:selections"),
    public("observatory:selection", "selection", ours="results"),
    public("observatory:selection_csv", "selection", ours="results"),
    public("observatory:trophy_years"),
    public("observatory:trophy_results", "year", ours="results"),
    use("bookmark", "practice_slug", by=EVERYBODY, ours="practice", post_only=True),
    member("observatory:collections"),
    member("observatory:collection_open"),
    use("collection_put", "practice_slug", by=EVERYBODY, ours="practice"),
    use("collection", "collection", by=("alice",)),
    use("collection_edit", "collection", by=("alice",)),
    use("collection_csv", "collection", by=("alice",)),
    use("collection_pdf", "collection", by=("alice",)),
    use("collection_entry", "collection", "kept_slug", by=("alice",), post_only=True),
    use("collection_act", "collection", by=("alice",), literal=("supprimer-la-collection",)),
    use("progress", by=EVERYBODY, write=ACTORS),
    use("peer_offers", by=EVERYBODY, write=ACTORS),
    use("peer_offer_add", by=EVERYBODY, write=OWN),
    use("peer_offer", "offer", by=(*ACTORS, *OFFICE)),
    use(
        "peer_offer_act",
        "offer",
        by=(*ACTORS, *OFFICE),
        write=OWN,
        literal=("ne-plus-etre-appele",),
    ),
    member("observatory:questions"),
    use("question_ask", "practice_slug", by=EVERYBODY, write=("bob",), ours="practice"),
    use("question", "question", by=(*ACTORS, *OFFICE)),
    use("question_act", "question", by=(*ACTORS, *OFFICE), write=("bob",), literal=("repondre",)),
    member("observatory:reuses"),
    use("reuse_declare", "practice_slug", by=EVERYBODY, write=("bob",), ours="practice"),
    use("reuse", "reuse", by=WRITERS),
    use("reuse_edit", "reuse", by=WRITERS, write=OWN),
    use("reuse_act", "reuse", by=WRITERS, write=OWN, literal=("retirer-notre-reprise",)),
    use("months", by=CHOOSERS),
    use("month_choose", by=CHOOSERS),
    use("month", "month", by=CHOOSERS),
    use("month_act", "month", by=CHOOSERS, literal=("annuler-ce-choix",)),
    member("observatory:trophies"),
    use("trophy_open", by=OFFICE),
    use("trophy", "year", by=CLUB),
    use("trophy_edit", "year", by=CLUB, write=OFFICE),
    use("trophy_propose", "year", by=CLUB, write=(*OWN, *OFFICE)),
    use("trophy_vote", "year", by=CLUB, write=OWN, literal=(1,)),
    use("trophy_act", "year", by=CLUB, write=OFFICE, literal=("depouiller-le-vote",)),
    use("trophy_candidate", "candidate", by=(*OWN, *OFFICE)),
    use(
        "trophy_candidate_act", "candidate", by=(*OWN, *OFFICE), literal=("retirer-la-candidature",)
    ),
)
STEERING = (
    public("observatory:figures"),
    use("coverage", by=CHOOSERS),
    use("upkeep", by=CHOOSERS, literal=("jamais-lues",)),
    use("calls", by=OFFICE),
    use("calls_sent", by=OFFICE),
    use("call_letter", by=OFFICE),
    use("call", "call", by=WRITERS),
    use("call_send", "call_organism", "call_theme", by=OFFICE),
)
PRACTICES = (
    *USE,
    *STEERING,
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
    seen("observatory:practice_card", "practice_slug", by=(), anonymous="HIDDEN", literal=("avif",)),
    seen("observatory:practice_piece_page", "practice_slug", "piece", by=(), anonymous="HIDDEN", literal=("avif",)),
    seen("observatory:search_index", by=OFFICE),
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
    seen("observatory:practice_piece_edit", "practice", "piece", by=WRITERS, write=OWN),
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
