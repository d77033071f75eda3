"""Workflow table of an alert point: raised by the figures, taken up, closed with a reason, settled by the figures."""

from labelling.steering.process_map.models import AlertPoint
from labelling.steering.process_map.points.step_forms import CloseForm, TakeUpForm
from labelling.steering.process_map.rules import answerer
from portal import access
from portal.core import clock
from portal.workflow import Transition, Workflow

S = AlertPoint.State
OFFICE = "le référent label"
DAY = "le jour que le bureau s’est donné"


def take_up(alert, by, charge, until, plan):
    alert.charge, alert.due_on, alert.plan = charge, until, plan
    return {"until": until.isoformat()}


def close(alert, by, reason):
    alert.closed_reason = reason


def settle(alert, by):
    alert.ended_on = clock.today()


ALERT_POINT = Workflow(
    AlertPoint,
    topic="labelling/process_map",
    path=(S.RAISED, S.TAKEN, S.CLOSED, S.SETTLED),
    hands={S.RAISED: OFFICE, S.TAKEN: OFFICE, S.CLOSED: "personne"},
    dated={S.TAKEN: DAY},
    undated={
        S.RAISED: "le bureau choisit quand il s’en charge",
        S.CLOSED: "ses chiffres disent quand il se termine",
    },
    transitions=(
        Transition(
            "take_up", "Prendre en charge", (S.RAISED,), S.TAKEN, answerer, "a pris en charge le point d’alerte",
            form=TakeUpForm, then=take_up, said="Le point est pris en charge.",
            effects=lambda _: ["Le point revient à l’accueil du bureau quand son jour est passé."],
        ),
        Transition(
            "change", "Modifier la prise en charge", (S.TAKEN,), S.TAKEN, answerer,
            "a modifié la prise en charge du point d’alerte", form=TakeUpForm, then=take_up, awaited=False,
            said="La prise en charge est modifiée.", slug="modifier",
            effects=lambda _: ["L’histoire du point garde ce qui était dit avant."],
        ),
        Transition(
            "close", "Clore ce point", (S.RAISED, S.TAKEN), S.CLOSED, answerer, "a clos le point d’alerte",
            form=CloseForm, then=close, awaited=False, slug="clore",
            said="Le point est clos. Les chiffres continuent d’être suivis.",
            effects=lambda _: [
                "Le point quitte l’accueil. Il se termine quand ses chiffres repassent sous le seuil.",
                "Un nouveau point est relevé s’ils l’atteignent ensuite de nouveau.",
            ],
        ),
        Transition(
            "settle", "Terminer ce point", (S.RAISED, S.TAKEN, S.CLOSED), S.SETTLED, access.clock,
            "constate que les chiffres sont repassés sous le seuil", then=settle,
        ),
    ),
)  # fmt: skip
