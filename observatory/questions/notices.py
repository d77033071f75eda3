"""Mail notices of questions; none holds the other side's address."""

from labelling.public import members
from observatory.practices.notices import members_of, moderators
from portal.notifications.notices import Notice

OURS = "Vous recevez ce message parce que cette pratique est celle de votre organisme."
YOURS = "Vous recevez ce message parce que vous avez posé cette question."


authors = members("practice.organism_id")


def askers(question):
    """Who asked, while they act for the organism; else its members."""
    people = members_of(question.organism_id)
    return people.filter(pk=question.asked_by_id) or people


def both(question):
    return [*authors(question), *askers(question)]


def waits(question):
    return question.state == "asked"


ASKED = Notice(
    "question.asked",
    about="observatory.PracticeQuestion",
    template="observatory/questions/mail/asked.txt",
    to=authors,
    why=OURS,
    still=waits,
    dates=("due_on",),
)
DUE = Notice("question.due", to=authors, why=OURS, still=waits, dates=("due_on",))
OVERDUE = Notice(
    "question.overdue",
    to=moderators,
    why="Vous recevez ce message parce que vous suivez les questions sans réponse.",
    still=waits,
)
ANSWERED = Notice("question.answered", to=askers, why=YOURS)
DECLINED = Notice("question.declined", to=askers, why=YOURS)
PUBLISHED = Notice(
    "question.published",
    to=both,
    why="Vous recevez ce message parce que cette question est la vôtre, ou porte sur votre pratique.",
    still=lambda question: question.state == "published",
)
