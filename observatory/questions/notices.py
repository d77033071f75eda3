"""Mail notices of questions; none holds the other side's address."""

from labelling.public import TEAM, members
from observatory.practices.notices import members_of, moderators
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Observatoire", 840)

OURS = "Vous recevez ce message parce que cette pratique est celle de votre organisme."
YOURS = "Vous recevez ce message parce que vous avez posé cette question."


authors = members("practice.organism_id")


def askers(question):
    """Who asked, while they act for the organism; else its members."""
    people = members_of(question.organism_id)
    return people.filter(pk=question.asked_by_id) or people


def both(question):
    return [*authors(question), *askers(question)]


ASKED = Notice(
    "question.asked",
    "Une question vous est posée sur une pratique",
    about="observatory.PracticeQuestion",
    template="observatory/questions/mail/asked.txt",
    to=authors,
    why=OURS,
    states=("asked",),
    dates=("due_on",),
    audience="les membres de l’organisme",
    group=GROUP,
    asks=True,
)
DUE = Notice(
    "question.due",
    "Une question attend votre réponse",
    to=authors,
    why=OURS,
    states=("asked",),
    dates=("due_on",),
    audience="les membres de l’organisme",
    deadline=True,
    group=GROUP,
)
OVERDUE = Notice(
    "question.overdue",
    "Une question reste sans réponse",
    to=moderators,
    why="Vous recevez ce message parce que vous suivez les questions sans réponse.",
    states=("asked",),
    audience="qui anime l’observatoire",
    deadline=True,
    group=GROUP,
)
ANSWERED = Notice(
    "question.answered",
    "Votre question a sa réponse",
    to=askers,
    why=YOURS,
    audience="qui a posé la question",
    group=GROUP,
    reaches=(TEAM,),
)
DECLINED = Notice(
    "question.declined",
    "Votre question reste sans réponse",
    to=askers,
    why=YOURS,
    audience="qui a posé la question",
    group=GROUP,
    reaches=(TEAM,),
)
PUBLISHED = Notice(
    "question.published",
    "Une question et sa réponse sont publiées",
    to=both,
    why="Vous recevez ce message parce que cette question est la vôtre, ou porte sur votre pratique.",
    states=("published",),
    audience="qui a posé la question et qui a répondu",
    group=GROUP,
    reaches=(TEAM,),
)

register_placeholders(
    {
        "thing.age": "jours_attente",
        "thing.answer": "reponse",
        "thing.practice": "pratique",
        "thing.practice.organism": "organisme_pratique",
        "thing.text": "texte",
    }
)
