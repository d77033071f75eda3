"""Mail notices of messages between members: the text and where to answer, nobody's address."""

from portal.notifications.notices import Notice

SENT = Notice(
    "contact.sent",
    about="community.Contact",
    template="community/people/mail/sent.txt",
    to=lambda contact: [contact.recipient],
    why="Vous recevez ce message parce que votre profil de l’annuaire accepte que l’on vous écrive.",
    still=lambda contact: contact.state == "sent",
)
ANSWERED = Notice(
    "contact.answered",
    to=lambda contact: [contact.sender],
    why="Vous recevez ce message parce que vous avez écrit à ce membre.",
    still=lambda contact: contact.state == "answered",
)
