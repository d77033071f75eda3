"""State machine of an offer to be called: open, ended by its organism."""

from observatory.peers.models import PeerOffer
from observatory.peers.rules import own
from portal.workflow import Transition, Workflow

S = PeerOffer.State

OFFER = Workflow(
    PeerOffer,
    topic="observatory/matching",
    path=(S.OPEN, S.ENDED),
    hands={S.OPEN: "l’organisme"},
    undated={S.OPEN: "l’organisme s’arrête quand il veut"},
    transitions=(
        Transition(
            "end", "Ne plus être appelé", (S.OPEN,), S.ENDED, own, "ne souhaite plus être appelé",
            effects=lambda _: ["La fonction et l’adresse disparaissent aussitôt de la page des autres organismes."],
            said="Vous ne serez plus appelé.",
        ),
    ),
)  # fmt: skip
