"""Workflow tables of an auditor's accreditation, and of what an auditor says that the office checks."""

from django.db.models import Q

from labelling.parties.accreditation import guards, notices
from labelling.parties.accreditation.auditors import checks
from labelling.parties.accreditation.models import AuditorAccreditation, AuditorStatement
from labelling.parties.accreditation.rules import holder
from labelling.parties.accreditation.step_forms import (
    AuditorReasonForm,
    NoticeForm,
    RenounceForm,
    TrainingForm,
)
from labelling.parties.framework.binding import current_rules
from labelling.parties.organisms.rules import chair, committee_office, instructor
from portal import access
from portal.absences.models import LABEL_OFFICE
from portal.assignments.registry import register_assignable
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Problem, Refused, Reminder, Timed, Transition, Workflow
from portal.workflow.facts import ModelFacts, register_told

S = AuditorAccreditation.State
INSURANCE_DAYS = (60, 30, 7)  # before its end; ours, the label says nothing of it


def trained_on(accreditation, by, trained_on):
    accreditation.trained_on = trained_on


def grant(accreditation, by, decision=None, **_):
    """BR-43: in force from the decision's day, for D18."""
    decision = decision or guards.decided_item(accreditation).decision
    accreditation.decision, accreditation.starts_on = decision, decision.decided_on
    accreditation.ends_on = _end(decision, decision.decided_on)


def renew(accreditation, by, decision=None, **_):
    """BR-43: D18 more, from the day after the old end; the new decision is the one kept."""
    decision = decision or guards.decided_item(accreditation).decision
    old = accreditation.ends_on
    accreditation.ends_on = _end(decision, working_days.add_days(old, 1))
    accreditation.decision = decision
    return {"former_end": old.isoformat()}


def reinstate(accreditation, by, decision=None, **_):
    """The dates stay; the decision is kept, as it serves once."""
    accreditation.decision = decision or guards.decided_item(accreditation).decision


def shorten(accreditation, by, until_on, **_):
    """The auditor gives up what comes after that day; missions that last beyond are ended first."""
    found = [
        Problem(
            "running",
            f"La mission {one.reference} dure au-delà\u00a0: menez-la à son terme d’abord.",
            one.get_absolute_url(),
            "La voir",
        )
        for one in accreditation.running_missions
        if one.ends_on is None or one.ends_on > until_on
    ]
    if found:
        raise Refused(*found, thing=accreditation)
    old, accreditation.ends_on = accreditation.ends_on, until_on
    return {"former_end": old.isoformat(), "end": until_on.isoformat()}


def _end(decision, first_day):
    delay = current_rules(decision.decided_on).delay("D18")
    return working_days.add_days(delay.after(first_day), -1)


def shorten_effects(_accreditation):
    return [
        "L’agrément reste en vigueur jusqu’au soir du jour choisi, puis il est échu.",
        "Aucune mission qui le dépasse ne vous est plus proposée.",
    ]


def renounce_effects(accreditation):
    """What an auditor gives up: an accreditation in force, or an application."""
    again = "Cet acte ne se reprend pas\u00a0: il faudra déposer une nouvelle demande."
    if accreditation.state not in (S.ACTIVE, S.SUSPENDED):
        return ["La demande est abandonnée\u00a0; le référent label ne l’instruit plus.", again]
    return [
        f"L’agrément, qui court jusqu’au {words.day(accreditation.ends_on)}, prend fin dès maintenant.",
        "Aucune mission ne vous est plus proposée, et la liste publique des auditeurs ne vous montre plus.",
        again,
    ]


ACCREDITATION = Workflow(
    AuditorAccreditation,
    topic="labelling/accreditation",
    reading=("auditor__user",),
    path=(S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.TRAINING, S.COMMITTEE_PENDING, S.ACTIVE),
    hands={
        S.DRAFT: "l’auditeur",
        S.SUBMITTED: "le référent label",
        S.TO_COMPLETE: "l’auditeur",
        S.UNDER_REVIEW: "le référent label",
        S.TRAINING: "l’auditeur",
        S.COMMITTEE_PENDING: "le comité de labellisation",
        S.ACTIVE: "personne",
        S.SUSPENDED: "le comité de labellisation",
    },
    undated={
        S.DRAFT: "l’auditeur prépare sa demande à son rythme",
        S.TRAINING: "elle dépend des sessions de formation",
        S.COMMITTEE_PENDING: "elle attend une séance du comité",
        S.SUSPENDED: "cette suspension n’a pas de terme",
    },
    holders={"l’auditeur": holder},
    transitions=(
        Transition(
            "submit", "Déposer la demande", (S.DRAFT,), S.SUBMITTED, holder, "a déposé sa demande d’agrément",
            needs=guards.DEPOSIT, due="D01", tells=(notices.SUBMITTED,),
        ),
        Transition(
            "request_complement", "Demander un complément", (S.SUBMITTED,), S.TO_COMPLETE, instructor,
            "a demandé un complément", form=AuditorReasonForm, due="D02", tells=(notices.COMPLEMENT,),
        ),
        Transition(
            "resubmit", "Déposer le complément", (S.TO_COMPLETE,), S.SUBMITTED, holder,
            "a déposé le complément", needs=guards.DEPOSIT, due="D01", tells=(notices.SUBMITTED,),
        ),
        Transition(
            "review", "Ouvrir l’instruction", (S.SUBMITTED,), S.UNDER_REVIEW, instructor - holder,
            "a ouvert l’instruction", needs=guards.DEPOSIT, due="D08i",
        ),
        Transition(
            "send_to_training", "Inscrire à la formation", (S.UNDER_REVIEW,), S.TRAINING, instructor - holder,
            "a donné un avis favorable et inscrit l’auditeur à la formation",
        ),
        Transition(
            "ready_for_committee", "Présenter au comité", (S.TRAINING,), S.COMMITTEE_PENDING,
            instructor - holder, "a constaté la formation suivie", form=TrainingForm, then=trained_on,
        ),
        Transition(
            "grant", "Accorder l’agrément", (S.COMMITTEE_PENDING,), S.ACTIVE, committee_office,
            "a validé la décision du comité\u00a0: agrément accordé",
            needs=(guards.decided("validate"), guards.trained), then=grant, tells=(notices.DECIDED,),
        ),
        Transition(
            "refuse", "Refuser l’agrément", (S.COMMITTEE_PENDING,), S.REFUSED, committee_office,
            "a validé la décision du comité\u00a0: agrément refusé", needs=(guards.decided("refuse"),),
            tone="danger", awaited=True,
        ),
        Transition(
            "renew", "Renouveler l’agrément", (S.ACTIVE,), S.ACTIVE, committee_office,
            "a validé la décision du comité\u00a0: agrément renouvelé",
            needs=(guards.decided("validate"), guards.newly_decided, guards.in_renewal_window), then=renew,
            tells=(notices.RENEWED,), awaited=False,
        ),
        Transition(
            "suspend", "Suspendre l’agrément", (S.ACTIVE,), S.SUSPENDED, chair, "a suspendu l’agrément",
            form=AuditorReasonForm, tells=(notices.SUSPENDED, notices.RUNNING), tone="danger",
        ),
        Transition(
            "reinstate", "Lever la suspension", (S.SUSPENDED,), S.ACTIVE, committee_office,
            "a validé la décision du comité\u00a0: suspension de l’agrément levée",
            needs=(guards.decided("validate"), guards.newly_decided, guards.decided_since), then=reinstate,
            tells=(notices.DECIDED,),
        ),
        Transition(
            "withdraw", "Retirer l’agrément", (S.SUSPENDED,), S.WITHDRAWN, committee_office,
            "a validé la décision du comité\u00a0: agrément retiré",
            needs=(guards.decided("refuse"), guards.decided_since), tone="danger", awaited=True,
        ),
        Transition(
            "expire", "Échoir", (S.ACTIVE,), S.EXPIRED, access.clock, "constate l’échéance de l’agrément",
            tells=(notices.EXPIRED, notices.RUNNING),
        ),
        Transition(
            "renounce", "Renoncer à l’agrément",
            tuple(s for s in S if s not in (S.EXPIRED, S.REFUSED, S.WITHDRAWN, S.RENOUNCED)),
            S.RENOUNCED, holder, "a renoncé à l’agrément", needs=(guards.free,), form=RenounceForm,
            effects=renounce_effects, tells=(notices.RENOUNCED,), tone="danger",
        ),
        Transition(
            "shorten", "Renoncer à partir d’un jour", (S.ACTIVE,), S.ACTIVE, holder,
            "a renoncé à l’agrément à partir d’un jour", form=NoticeForm, then=shorten,
            effects=shorten_effects, tells=(notices.RENOUNCED,), tone="danger", slug="renoncer-a-une-date",
        ),
    ),
    timed=(Timed("expire", lambda: Q(ends_on__lt=clock.today())),),
    reminders=(
        Reminder(S.ACTIVE, notices.RENEWAL, "BR-43", field="ends_on"),
        Reminder(S.ACTIVE, notices.INSURANCE, INSURANCE_DAYS, field="insured_until_on"),
    ),
)  # fmt: skip

T = AuditorStatement.State
STATEMENT = Workflow(
    AuditorStatement,
    topic="labelling/accreditation",
    reading=("auditor__user", "tie__organism"),
    path=(T.WAITING, T.CONFIRMED),
    hands={T.WAITING: "le référent label"},
    undated={T.WAITING: "le règlement ne donne pas de délai à cette vérification"},
    holders={"l’auditeur": holder},
    transitions=(
        Transition(
            "confirm", "Confirmer la déclaration", (T.WAITING,), T.CONFIRMED, instructor - holder,
            "a vérifié et confirmé la déclaration", then=checks.confirm, effects=checks.confirm_effects,
            tells=(notices.STATEMENT_CONFIRMED,),
        ),
        Transition(
            "refuse", "Refuser la déclaration", (T.WAITING,), T.REFUSED, instructor - holder,
            "a refusé la déclaration", form=AuditorReasonForm, effects=checks.refuse_effects,
            tells=(notices.STATEMENT_REFUSED,), tone="danger",
        ),
        Transition(
            "withdraw", "Reprendre la déclaration", (T.WAITING,), T.WITHDRAWN, holder,
            "a repris sa déclaration", effects=checks.refuse_effects,
        ),
    ),
)  # fmt: skip

register_told(
    ModelFacts(AuditorAccreditation, ("reference",), ("auditor_id", "starts_on", "ends_on"))
)
register_assignable(ACCREDITATION, "agrements", roles=LABEL_OFFICE, by=instructor - holder)
