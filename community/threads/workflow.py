"""State machine of a thread: open to answers, closed, open again."""

from community.spaces.rules import animator
from community.threads.models import Thread
from portal.workflow import Transition, Workflow

S = Thread.State

THREAD = Workflow(
    Thread,
    topic="community/threads",
    path=(S.OPEN, S.CLOSED),
    hands={S.OPEN: "les membres", S.CLOSED: "personne"},
    undated={S.OPEN: "les membres répondent s’ils le souhaitent"},
    transitions=(
        Transition(
            "close", "Clore la question", (S.OPEN,), S.CLOSED, animator, "a clos la question",
            said="La question est close\u00a0: elle se lit, sans nouvelle réponse.",
        ),
        Transition(
            "reopen", "Rouvrir la question", (S.CLOSED,), S.OPEN, animator, "a rouvert la question", undoes=True,
        ),
    ),
)  # fmt: skip
