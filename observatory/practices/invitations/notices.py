"""Mail notices of invitations."""

from observatory.practices.notices import contributors
from portal.models import User
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import OFFICE

GROUP = Group("Observatoire", 820)


def whoever_invited(invitation):
    return User.objects.filter(pk=invitation.invited_by_id, is_active=True)


INVITED = Notice(
    "practice.invited",
    "Vous êtes invité à raconter une pratique",
    about="observatory.PracticeInvitation",
    template="observatory/mail/invited.txt",
    to=contributors,
    why="Vous recevez ce message parce que cette invitation est faite à votre organisme.",
    states=("waiting",),
    audience="les membres de l’organisme",
    group=GROUP,
    asks=True,
)
ANSWERED = Notice(
    "practice.invitation_answered",
    "Une invitation a sa réponse",
    to=whoever_invited,
    why="Vous recevez ce message parce que vous avez fait cette invitation.",
    audience="qui a fait l’invitation",
    group=GROUP,
    reaches=OFFICE,
)

register_placeholders(
    {
        "thing.message": "message",
    }
)
