"""Mail notices of surveys: opened, three days left for those who have not answered, results."""

from datetime import timedelta

from community.polls import recipients
from community.spaces.members.recipients import SPACES
from portal.core import clock
from portal.core.working_days import worked_before
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Communautés", 900)

TOPIC = "community/polls"
WHY = "Vous recevez ce message parce que vous êtes membre de cet espace."
REMINDED = 3  # days before the last one
LEAST = 4  # days open, without which a reminder would come with the opening


def is_open(survey):
    return survey.state == survey.State.OPEN


def is_ending(survey):
    """Checked when the reminder leaves: the last day may have been moved."""
    first = worked_before(survey.closes_on - timedelta(REMINDED))
    return is_open(survey) and first <= clock.today()


def to_remind(survey):
    """Nobody, when the survey is so short that its opening has just announced its last day."""
    if not is_open(survey) or (survey.closes_on - survey.opened_on).days < LEAST:
        return ()
    return recipients.silent(survey)


OPENED = Notice(
    "survey.opened",
    "Une enquête vous est posée",
    to=recipients.asked,
    why=WHY,
    still=is_open,
    audience="les membres de l’espace",
    grouping="day",
    group=GROUP,
    reaches=(SPACES,),
)
CLOSING = Notice(
    "survey.closing",
    "Une enquête attend votre réponse",
    to=to_remind,
    why="Vous recevez ce message parce que vous êtes membre de cet espace et n’avez pas répondu.",
    still=is_ending,
    still_for=recipients.is_silent,
    audience="qui n’a pas répondu",
    deadline=True,
    group=GROUP,
    reaches=(SPACES,),
)
RESULTS = Notice(
    "survey.results",
    "Les résultats d’une enquête sont publiés",
    to=recipients.asked,
    why=WHY,
    still=lambda survey: survey.state == survey.State.PUBLISHED,
    audience="les membres de l’espace",
    grouping="day",
    group=GROUP,
    reaches=(SPACES,),
)

register_placeholders(
    {
        "thing.closes_on": "cloture",
    }
)
