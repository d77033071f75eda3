"""Mail notices of mentoring: to the members of both organisms, and to the référent when it stops."""

from labelling import public
from portal.models import Role, User
from portal.notifications.notices import Notice

PAIR = "Vous recevez ce message parce que votre organisme est l’un des deux."
OWN = "Vous recevez ce message parce que votre organisme est l’un des deux de ce mentorat."


def members(*organisms):
    return User.objects.filter(
        is_active=True, memberships__is_active=True, memberships__organism__in=organisms
    ).distinct()


def both(mentoring):
    return members(mentoring.mentor_id, mentoring.mentee_id)


def both_and_office(mentoring):
    office = User.objects.filter(is_active=True, groups__name=Role.REFERENT)
    return [*both(mentoring), *office]


def still_awaited(follow_up):
    """Not answered yet, of a pair that is still under way."""
    return follow_up.state == "waiting" and follow_up.mentoring.state in ("accepted", "running")


PROPOSED = Notice(
    "mentoring.proposed",
    about="community.Mentoring",
    template="community/mentoring/mail/proposed.txt",
    to=both,
    why=PAIR,
    still=lambda mentoring: mentoring.state == "proposed",
)
AGREED = Notice("mentoring.agreed", to=both, why=PAIR)
DECLINED = Notice(
    "mentoring.declined",
    to=both_and_office,
    why="Vous recevez ce message parce que ce mentorat vous avait été proposé, ou que vous le suivez.",
)
ENDED = Notice(
    "mentoring.ended",
    to=both_and_office,
    why="Vous recevez ce message parce que ce mentorat est le vôtre, ou que vous le suivez.",
)
ASKED = Notice(
    "mentoring.asked",
    to=public.members(),
    why=OWN,
    still=still_awaited,
    dates=("due_on",),
)
