"""Workflow table of advisory support: requested, accepted for a day, done; declined, or withdrawn by who asked."""

from labelling.committee.support import forms, notices
from labelling.committee.support.models import AN_HOUR, SupportRequest
from labelling.committee.support.rules import asker, office
from portal.ui import words
from portal.workflow import Transition, Workflow

S = SupportRequest.State
OFFICE = "le bureau du label"
OPEN = (S.REQUESTED, S.ACCEPTED)


def plan(support, by, adviser, planned_on):
    support.adviser, support.planned_on, support.due_on = adviser, planned_on, planned_on
    return {"adviser": str(adviser), "on": planned_on.isoformat()}


def decline(support, by, reason):
    support.decline_reason = reason


def complete(support, by, done_on, hours, summary):
    support.done_on, support.summary = done_on, summary
    support.quarters = int(hours * AN_HOUR)
    return {"on": done_on.isoformat(), "quarters": support.quarters}


def planned_effects(support):
    return [
        f"L’appui paraît ce jour-là dans le calendrier {words.of(support.organism.name)} et dans celui du bureau."
    ]


def done_effects(_support):
    return ["Les heures comptent dans les chiffres du label. Le compte rendu ne change plus."]


SUPPORT = Workflow(
    SupportRequest,
    topic=notices.TOPIC,
    path=(S.REQUESTED, S.ACCEPTED, S.DONE),
    hands={S.REQUESTED: OFFICE, S.ACCEPTED: OFFICE},
    holders={OFFICE: office},
    dated={S.ACCEPTED: "le jour convenu avec l’organisme"},
    undated={S.REQUESTED: "les règles ne fixent pas de délai de réponse"},
    transitions=(
        Transition(
            "accept", "Accepter l’appui", (S.REQUESTED,), S.ACCEPTED, office, "a accepté l’appui-conseil",
            form=forms.PlanForm, then=plan, effects=planned_effects, tells=(notices.ACCEPTED,), slug="accepter",
        ),
        Transition(
            "complete", "Clore avec un compte rendu", (S.ACCEPTED,), S.DONE, office,
            "a rendu compte de l’appui-conseil", form=forms.DoneForm, then=complete, effects=done_effects,
            tells=(notices.DONE,), slug="clore",
        ),
        Transition(
            "replan", "Changer le jour ou la personne", (S.ACCEPTED,), S.ACCEPTED, office,
            "a déplacé l’appui-conseil", form=forms.PlanForm, then=plan, effects=planned_effects,
            tells=(notices.REPLANNED,), slug="deplacer", awaited=False,
        ),
        Transition(
            "decline", "Décliner", OPEN, S.DECLINED, office, "a décliné l’appui-conseil",
            form=forms.DeclineForm, then=decline, tells=(notices.DECLINED,), tone="danger",
        ),
        Transition(
            "withdraw", "Retirer la demande", OPEN, S.WITHDRAWN, asker, "a retiré la demande d’appui-conseil",
            tells=(notices.WITHDRAWN,), slug="retirer", awaited=False,
        ),
    ),
)  # fmt: skip
