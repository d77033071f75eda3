"""Factories of surveys in a given state, with members who accepted the charter and an animator."""

from datetime import date

from community.models import Acceptance, Charter, Space, SpaceMember
from community.polls import actions
from community.polls.workflow import SURVEY
from community.spaces.members.roles import forget
from portal.web.questionnaire import LONG, ONE, SCALE, SEVERAL
from tests.factories import make_member, make_organism
from tests.labelling.labels.factories import make_label

LAST = date(2026, 12, 18)
QUESTIONS = (
    {"kind": ONE, "label": "Le rythme vous convient ?", "options": ["Oui", "Non", "Sans avis"]},
    {
        "kind": SEVERAL,
        "label": "Quels sujets ?",
        "options": ["Charges", "Accueil"],
        "is_required": False,
    },
    {"kind": SCALE, "label": "Les rencontres sont utiles", "options": []},
    {"kind": LONG, "label": "Que changer ?", "options": [], "is_required": False},
)


def club():
    return Space.objects.get(slug="club")


def settle(person, space=None):
    """The charter in force is accepted."""
    space = space or club()
    charter = Charter.objects.filter(kind=space.kind).first()
    Acceptance.objects.get_or_create(space=space, charter=charter, person=person)
    forget(person)
    return person


def animate(person, space=None):
    SpaceMember.objects.create(space=space or club(), person=person, function="animator")
    return settle(person, space)


def make_members(many, **fields):
    """As many people, each of a labelled organism of their own, who may write in the club."""
    people = []
    for _ in range(many):
        organism = make_organism(**fields)
        make_label(organism)
        people.append(settle(make_member(organism)))
    return people


def make_draft(by, questions=QUESTIONS, **facts):
    made = actions.create(club(), by=by, title="Le club l’an prochain", **facts)
    for one in questions:
        actions.add_question(made, by=by, **one)
    made.refresh_from_db()
    return made


def make_open(by, secrecy="named", per="person", closes_on=LAST, questions=QUESTIONS):
    survey = make_draft(by, questions)
    return SURVEY.fire(survey, "open", by=by, closes_on=closes_on, secrecy=secrecy, per=per)


def said(survey, *ranks, text=""):
    """The values of an answer: first choice, topics, scale, text."""
    keys = [one.key for one in survey.questions.all()]
    given = dict(zip(keys, [*ranks, text], strict=True))
    return {key: value for key, value in given.items() if value not in ("", [], None)}


def give(survey, person, *ranks, text="", organism=None):
    actions.answer(survey, said(survey, *ranks, text=text), by=person, organism=organism)
