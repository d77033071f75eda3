"""Mail notices of reuses."""

from labelling.public import TEAM
from observatory.practices.notices import members_of, moderators
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Observatoire", 850)
TO_MEMBERS = "les membres de l’organisme"

OURS = "Vous recevez ce message parce que cet essai est celui de votre organisme."


def authors(reuse):
    return members_of(reuse.organism_id)


def tellers(reuse):
    """The organism whose practice was reproduced."""
    return members_of(reuse.told_by_id)


DECLARED = Notice(
    "reuse.declared",
    "Une reprise de pratique est à relire",
    to=moderators,
    why="Vous recevez ce message parce que vous relisez les reprises.",
    states=("declared",),
    audience="qui anime l’observatoire",
    group=GROUP,
    asks=True,
)
REUSED = Notice(
    "reuse.reused",
    "Votre pratique a été reprise ailleurs",
    to=tellers,
    why="Vous recevez ce message parce que cette pratique est celle de votre organisme.",
    states=("accepted",),
    audience="les membres de l’organisme auteur",
    group=GROUP,
    reaches=(TEAM,),
)
ACCEPTED = Notice(
    "reuse.accepted",
    "Votre reprise est acceptée",
    to=authors,
    why=OURS,
    audience=TO_MEMBERS,
    group=GROUP,
    reaches=(TEAM,),
)
SENT_BACK = Notice(
    "reuse.sent_back",
    "Votre reprise est à compléter",
    to=authors,
    why=OURS,
    states=("to_fix",),
    audience=TO_MEMBERS,
    group=GROUP,
    reaches=(TEAM,),
    asks=True,
)
REJECTED = Notice(
    "reuse.rejected",
    "Votre reprise n’est pas retenue",
    to=authors,
    why=OURS,
    audience=TO_MEMBERS,
    group=GROUP,
    reaches=(TEAM,),
)

register_placeholders(
    {
        "thing.moderation_note": "note_relecture",
        "thing.practice": "pratique",
    }
)
