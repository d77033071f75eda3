"""State machines of the members' directory: a profile shown or withdrawn by its person; a message answered or not."""

from django import forms

from community.people import notices
from community.people.models import Contact, Profile
from community.spaces.members.roles import places
from portal.access import rule
from portal.core import clock
from portal.web.fields import area
from portal.web.forms import Form
from portal.workflow import Transition, Workflow

P, C = Profile.State, Contact.State


@rule("la personne elle-même")
def oneself(user, profile):
    return profile.person_id == user.pk


@rule("un membre d’un espace, pour son profil")
def member_oneself(user, profile):
    return oneself(user, profile) and any(one.writes for one in places(user).values())


@rule("la personne à qui ce message s’adresse")
def recipient(user, contact):
    return contact.recipient_id == user.pk


class AnswerForm(Form):
    answer = forms.CharField(
        label="Votre réponse",
        help_text="Elle se lit dans le portail\u00a0; votre adresse n’est pas donnée.",
        max_length=4000,
        widget=area(8),
        error_messages={"required": "Écrivez la réponse."},
    )


def empty(profile, by, **_):
    """Withdrawal erases the content at once."""
    profile.presentation, profile.answers_gladly = "", False
    profile.expertise.all().delete()


def answer(contact, by, answer):
    contact.answer, contact.answered_at = answer, clock.now()


PROFILE = Workflow(
    Profile,
    topic="community/people",
    path=(P.HIDDEN, P.SHOWN),
    hands={P.HIDDEN: "la personne", P.SHOWN: "la personne"},
    undated={P.HIDDEN: "la personne choisit d’y paraître", P.SHOWN: "la personne choisit d’y rester"},
    transitions=(
        Transition("show", "Paraître dans l’annuaire", (P.HIDDEN,), P.SHOWN, member_oneself, "a rejoint l’annuaire"),
        Transition(
            "withdraw", "Quitter l’annuaire", (P.SHOWN,), P.HIDDEN, oneself, "a quitté l’annuaire", then=empty,
            effects=lambda _: ["Votre présentation et ce que vous dites savoir sont effacés aussitôt."],
            tone="danger", said="Votre profil a quitté l’annuaire\u00a0; ce qu’il disait est effacé.",
        ),
    ),
)  # fmt: skip
CONTACT = Workflow(
    Contact,
    topic="community/people",
    path=(C.SENT, C.ANSWERED),
    hands={C.SENT: "la personne qui reçoit"},
    undated={C.SENT: "la personne répond si elle le souhaite"},
    transitions=(
        Transition(
            "answer", "Répondre", (C.SENT,), C.ANSWERED, recipient, "a répondu", form=AnswerForm, then=answer,
            tells=(notices.ANSWERED,), said="Votre réponse est transmise par le portail.",
        ),
        Transition(
            "decline", "Ne pas donner suite", (C.SENT,), C.DECLINED, recipient, "n’a pas donné suite", tone="danger",
        ),
    ),
)  # fmt: skip
