"""Mail notices of invitations."""

from observatory.practices.notices import contributors
from portal.models import User
from portal.notifications.notices import Notice


def whoever_invited(invitation):
    return User.objects.filter(pk=invitation.invited_by_id, is_active=True)


INVITED = Notice(
    "practice.invited",
    about="observatory.PracticeInvitation",
    template="observatory/mail/invited.txt",
    to=contributors,
    why="Vous recevez ce message parce que cette invitation est faite à votre organisme.",
    still=lambda invitation: invitation.state == "waiting",
)
ANSWERED = Notice(
    "practice.invitation_answered",
    to=whoever_invited,
    why="Vous recevez ce message parce que vous avez fait cette invitation.",
)
