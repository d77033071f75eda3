"""Mail notices of membership: entry, read-only access, its end; dropped when no longer true (BR-96)."""

from community.spaces.members.recipients import SPACES
from community.spaces.members.roles import MEMBER, READER, forget, place
from community.spaces.models import Passage
from portal.notifications.notices import Group, Notice

GROUP = Group("Communautés", 940)

TOPIC = "community/spaces"
K = Passage.Kind


def whom(passage):
    return [passage.person]


def standing_now(passage):
    """The membership of the person now, read again."""
    forget(passage.person)
    mine = place(passage.person, passage.space)
    return mine.standing if mine else None


def still_member(passage):
    now = standing_now(passage)
    return bool(now and now.level == MEMBER)


def still_reads(passage):
    now = standing_now(passage)
    return bool(now and now.level == READER and now.until == passage.until)


WHY = "Vous recevez ce message parce que votre accès à cet espace suit un label ou un agrément."
ABOUT = {"about": "community.Passage", "to": whom, "why": WHY}
NOTICES = {
    K.ENTRY: Notice(
        "space.entry",
        "Un espace vous est ouvert",
        template=f"{TOPIC}/mail/entry.txt",
        still=still_member,
        **ABOUT,
        audience="qui entre dans l’espace",
        group=GROUP,
        reaches=(SPACES,),
    ),
    K.READING: Notice(
        "space.reading",
        "Un espace se lit sans y écrire",
        template=f"{TOPIC}/mail/reading.txt",
        still=still_reads,
        dates=("until",),
        **ABOUT,
        audience="qui sort de l’espace",
        group=GROUP,
        reaches=(SPACES,),
    ),
    K.ENDING: Notice(
        "space.ending",
        "La lecture d’un espace prend fin",
        template=f"{TOPIC}/mail/ending.txt",
        still=still_reads,
        dates=("until",),
        **ABOUT,
        audience="qui lit encore l’espace",
        deadline=True,
        group=GROUP,
        reaches=(SPACES,),
    ),
}
