"""State machine of a practice of the month: chosen, cancelled."""

from observatory.spotlight.actions import chooser
from observatory.spotlight.models import MonthlyPractice
from portal.workflow import Transition, Workflow

S = MonthlyPractice.State

MONTH = Workflow(
    MonthlyPractice,
    topic="observatory/spotlight",
    path=(S.CHOSEN,),
    hands={S.CHOSEN: "le référent label ou la Dircom"},
    undated={S.CHOSEN: "rien n’est attendu"},
    transitions=(
        Transition(
            "cancel", "Annuler ce choix", (S.CHOSEN,), S.CANCELLED, chooser,
            "a annulé la pratique du mois", tone="danger",
            effects=lambda _: ["L’accueil montre la pratique la plus reprise, jusqu’à un autre choix."],
        ),
    ),
)  # fmt: skip
