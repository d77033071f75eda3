"""State machine of an invitation: accepted or declined by the organism, withdrawn by whoever invited."""

from observatory.practices.invitations import notices, steps
from observatory.practices.invitations.forms import AcceptForm, DeclineForm
from observatory.practices.invitations.models import PracticeInvitation
from observatory.practices.invitations.rules import invited, inviter
from portal.workflow import Transition, Workflow

S = PracticeInvitation.State


def accept_effects(_invitation):
    return [
        "Un brouillon s’ouvre dans vos pratiques, avec ce qui a été remarqué.",
        "Vous le réécrivez avec vos mots\u00a0; rien ne paraît avant que vous le proposiez.",
    ]


INVITATION = Workflow(
    PracticeInvitation,
    topic="observatory",
    path=(S.WAITING, S.ACCEPTED),
    hands={S.WAITING: "l’organisme"},
    undated={S.WAITING: "l’organisme répond s’il le souhaite"},
    holders={"l’organisme": invited},
    transitions=(
        Transition(
            "accept", "Accepter l’invitation", (S.WAITING,), S.ACCEPTED, invited,
            "a accepté l’invitation", form=AcceptForm, then=steps.accept, effects=accept_effects,
            tells=(notices.ANSWERED,), slug="accepter",
        ),
        Transition(
            "decline", "Décliner l’invitation", (S.WAITING,), S.DECLINED, invited,
            "a décliné l’invitation", form=DeclineForm, then=steps.decline,
            tells=(notices.ANSWERED,), slug="decliner",
        ),
        Transition(
            "take_back", "Reprendre l’invitation", (S.WAITING,), S.TAKEN_BACK, inviter,
            "a repris l’invitation", slug="reprendre", awaited=False,
        ),
    ),
)  # fmt: skip
