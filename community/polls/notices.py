"""Mail notices of surveys: opened, three days left for those who have not answered, results."""

from community.polls import population
from portal.core import clock
from portal.notifications.notices import Notice

TOPIC = "community/polls"
WHY = "Vous recevez ce message parce que vous êtes membre de cet espace."
REMINDED = 3  # days before the last one
LEAST = 4  # days open, without which a reminder would come with the opening


def is_open(survey):
    return survey.state == survey.State.OPEN


def is_ending(survey):
    """Checked when the reminder leaves: the last day may have been moved."""
    return is_open(survey) and (survey.closes_on - clock.today()).days <= REMINDED


def to_remind(survey):
    """Nobody, when the survey is so short that its opening has just announced its last day."""
    if not is_open(survey) or (survey.closes_on - survey.opened_on).days < LEAST:
        return ()
    return population.silent(survey)


OPENED = Notice("survey.opened", to=population.asked, why=WHY, still=is_open)
CLOSING = Notice(
    "survey.closing",
    to=to_remind,
    why="Vous recevez ce message parce que vous êtes membre de cet espace et n’avez pas répondu.",
    still=is_ending,
    still_for=population.is_silent,
)
RESULTS = Notice(
    "survey.results",
    to=population.asked,
    why=WHY,
    still=lambda survey: survey.state == survey.State.PUBLISHED,
)
