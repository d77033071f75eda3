"""Mail notices of reuses."""

from observatory.practices.notices import members_of, moderators
from portal.notifications.notices import Notice

OURS = "Vous recevez ce message parce que cet essai est celui de votre organisme."


def authors(reuse):
    return members_of(reuse.organism_id)


def tellers(reuse):
    """The organism whose practice was reproduced."""
    return members_of(reuse.told_by_id)


DECLARED = Notice(
    "reuse.declared",
    to=moderators,
    why="Vous recevez ce message parce que vous relisez les reprises.",
    still=lambda reuse: reuse.state == "declared",
)
SENT_BACK = Notice("reuse.sent_back", to=authors, why=OURS)
REJECTED = Notice("reuse.rejected", to=authors, why=OURS)
ACCEPTED = Notice("reuse.accepted", to=authors, why=OURS)
REUSED = Notice(
    "reuse.reused",
    to=tellers,
    why="Vous recevez ce message parce que cette pratique est celle de votre organisme.",
    still=lambda reuse: reuse.state == "accepted",
)
