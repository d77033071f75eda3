"""Mail notices of mentoring: to the members of both organisms, and to the référent when it stops."""

from labelling import public
from labelling.public import TEAM
from portal.models import Role, User
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import BY_ROLE

GROUP = Group("Communautés", 970)
TO_BOTH = "les deux organismes"

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
    "Un mentorat vous est proposé",
    about="community.Mentoring",
    template="community/mentoring/mail/proposed.txt",
    to=both,
    why=PAIR,
    states=("proposed",),
    audience=TO_BOTH,
    group=GROUP,
    reaches=(TEAM,),
    asks=True,
)
AGREED = Notice(
    "mentoring.agreed",
    "Le mentorat est accepté",
    to=both,
    why=PAIR,
    audience=TO_BOTH,
    group=GROUP,
    reaches=(TEAM,),
)
DECLINED = Notice(
    "mentoring.declined",
    "Le mentorat n’a pas lieu",
    to=both_and_office,
    why="Vous recevez ce message parce que ce mentorat vous avait été proposé, ou que vous le suivez.",
    audience="qui l’a proposé et l’autre organisme",
    group=GROUP,
    reaches=(TEAM, BY_ROLE[Role.REFERENT]),
)
ASKED = Notice(
    "mentoring.asked",
    "Votre avis après trois mois de mentorat",
    to=public.members(),
    why=OWN,
    still=still_awaited,
    dates=("due_on",),
    audience=TO_BOTH,
    group=GROUP,
    deadline=True,
    asks=True,
)
ENDED = Notice(
    "mentoring.ended",
    "Le mentorat est terminé",
    to=both_and_office,
    why="Vous recevez ce message parce que ce mentorat est le vôtre, ou que vous le suivez.",
    audience=TO_BOTH,
    group=GROUP,
    reaches=(TEAM, BY_ROLE[Role.REFERENT]),
)

register_placeholders(
    {
        "thing.message": "message",
        "thing.reason": "motif",
    }
)
