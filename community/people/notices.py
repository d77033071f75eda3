"""Mail notices of messages between members: the text and where to answer, nobody's address."""

from community.spaces.members.recipients import SPACES
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Communautés", 960)

SENT = Notice(
    "contact.sent",
    "Une personne de l’annuaire vous écrit",
    about="community.Contact",
    template="community/people/mail/sent.txt",
    to=lambda contact: [contact.recipient],
    why="Vous recevez ce message parce que votre profil de l’annuaire accepte que l’on vous écrive.",
    states=("sent",),
    audience="la personne de l’annuaire",
    group=GROUP,
    reaches=(SPACES,),
    asks=True,
)
ANSWERED = Notice(
    "contact.answered",
    "Votre message a une réponse",
    to=lambda contact: [contact.sender],
    why="Vous recevez ce message parce que vous avez écrit à ce membre.",
    states=("answered",),
    audience="qui a écrit",
    group=GROUP,
    reaches=(SPACES,),
)

register_placeholders(
    {
        "thing.answer": "reponse",
        "thing.text": "texte",
    }
)
