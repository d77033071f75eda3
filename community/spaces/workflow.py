"""State machine of a space: open, read-only, open again."""

from community.spaces.models import Space
from community.spaces.rules import office
from portal.workflow import Transition, Workflow

S = Space.State

SPACE = Workflow(
    Space,
    topic="community/spaces",
    path=(S.OPEN, S.CLOSED),
    hands={S.OPEN: "les membres", S.CLOSED: "le référent label"},
    undated={S.OPEN: "l’espace vit à son rythme"},
    transitions=(
        Transition(
            "close", "Mettre en lecture seule", (S.OPEN,), S.CLOSED, office, "a mis l’espace en lecture seule",
            tone="danger",
        ),
        Transition("reopen", "Rouvrir", (S.CLOSED,), S.OPEN, office, "a rouvert l’espace", undoes=True),
    ),
)  # fmt: skip
