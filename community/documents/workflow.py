"""State machine of a document: shown, retired, shown again; a reminder of its review date."""

from community.documents import notices
from community.documents.models import SpaceDocument
from community.spaces.rules import animator
from portal.workflow import Reminder, Transition, Workflow

S = SpaceDocument.State

DOCUMENT = Workflow(
    SpaceDocument,
    topic="community/documents",
    path=(S.SHOWN, S.RETIRED),
    hands={S.SHOWN: "personne"},
    transitions=(
        Transition(
            "retire", "Retirer le document", (S.SHOWN,), S.RETIRED, animator, "a retiré le document", tone="danger",
        ),
        Transition(
            "show", "Remettre en ligne", (S.RETIRED,), S.SHOWN, animator, "a remis le document en ligne", undoes=True,
        ),
    ),
    reminders=(Reminder(S.SHOWN, notices.EXPIRES, (notices.SOON,), field="expires_on"),),
)  # fmt: skip
