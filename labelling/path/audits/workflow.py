"""Workflow tables of an audit mission and of its findings."""

from django.db.models import Q

from labelling.parties.organisms.rules import instructor, member
from labelling.path.audits import dates, guards, notices, steps
from labelling.path.audits import step_forms as forms
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.rules import assigned, choosing, following
from labelling.path.dossiers.steps import turns
from portal import access
from portal.absences.models import LABEL_OFFICE
from portal.assignments.registry import register_assignable
from portal.core import clock
from portal.workflow import Reminder, Timed, Transition, Workflow

HOLDERS = {
    "l’organisme": member,
    "l’auditeur": assigned,
    "l’auditeur du prochain audit": following,
    "l’organisme ou le référent label": member | instructor,
}

S = AuditMission.State
F = AuditFinding.State
ASSIGNMENT = (
    Transition(
        "propose", "Proposer la mission à un auditeur", (S.TO_ASSIGN, S.DECLINED), S.PROPOSED,
        instructor | choosing, "a proposé la mission à un auditeur", form=forms.ProposeForm,
        then=steps.propose, due="D07a", tells=(notices.PROPOSED,), slug="proposer",
    ),
    Transition(
        "accept", "Accepter la mission", (S.PROPOSED,), S.ACCEPTED, assigned,
        "a accepté la mission et déclaré son impartialité", needs=(guards.eligible,),
        form=forms.AcceptForm, then=steps.accept, due="D07", tells=(notices.ANSWERED,),
    ),
    Transition(
        "decline", "Décliner la mission", (S.PROPOSED,), S.DECLINED, assigned, "a décliné la mission",
        form=forms.ReasonForm, then=steps.decline, due="D06a", tells=(notices.ANSWERED,), tone="danger",
    ),
    Transition(
        "take_back", "Reprendre la proposition", (S.PROPOSED,), S.TO_ASSIGN, access.clock | instructor | choosing,
        "reprend la proposition restée sans réponse", then=steps.take_back, due="D06a", tells=(notices.UNANSWERED,),
        awaited=False,
        said="La proposition est reprise\u00a0: la mission est de nouveau à attribuer.",
    ),
)  # fmt: skip
FIELDWORK = (
    Transition(
        "plan", "Envoyer le plan d’audit", (S.ACCEPTED, S.PLANNED), S.PLANNED, assigned,
        "a envoyé le plan d’audit", needs=(guards.declared,), form=forms.PlanForm, then=steps.plan,
        tells=(notices.PLAN_TO_APPROVE,),
    ),
    Transition(
        "approve_plan", "Approuver le plan d’audit", (S.PLANNED,), S.PLANNED, member,
        "a approuvé le plan d’audit", needs=(guards.tenants_planned,), then=steps.approve_plan,
        effects=lambda _: ["Le plan d’audit porte l’accord de l’organisme, daté d’aujourd’hui."],
    ),
    Transition(
        "start", "Commencer l’audit", (S.PLANNED,), S.IN_PROGRESS, assigned, "a commencé l’audit",
        needs=(
            guards.declared, guards.eligible, guards.tenants_planned, guards.plan_approved,
            guards.date_reached, guards.stage_begun,
        ),
        form=forms.StartForm, then=steps.start,
    ),
    Transition(
        "close_fieldwork", "Clore le terrain", (S.IN_PROGRESS,), S.FIELDWORK_CLOSED, assigned,
        "a clos le terrain", needs=(guards.all_rated,), form=forms.CloseFieldworkForm,
        then=steps.close_fieldwork,
    ),
)  # fmt: skip
REPORT = (
    Transition(
        "send_draft", "Rédiger le rapport provisoire", (S.FIELDWORK_CLOSED, S.DRAFT_REPORT),
        S.DRAFT_REPORT, assigned, "a rédigé le rapport provisoire", needs=(guards.findings_founded,),
        form=forms.DraftForm, then=steps.draft, slug="rediger-le-rapport",
        effects=lambda _: ["Le rapport provisoire garde ce texte. L’organisme ne le lit pas encore."],
    ),
    Transition(
        "open_contradictory", "Envoyer le rapport à l’organisme", (S.DRAFT_REPORT,), S.CONTRADICTORY,
        assigned, "a envoyé le rapport provisoire à l’organisme",
        needs=(guards.reported, guards.findings_founded), due="D07c", tells=(notices.REPORT_AVAILABLE,),
    ),
    Transition(
        "finalise", "Rendre le rapport définitif", (S.CONTRADICTORY,), S.FINAL_REPORT, assigned,
        "a rendu le rapport définitif", needs=(guards.reported, guards.answered_or_late),
        then=steps.finalise, after=steps.close_audit_of, due="D07e", tells=(notices.REPORT_TO_VALIDATE,),
    ),
    Transition(
        "validate", "Valider le rapport", (S.FINAL_REPORT,), S.VALIDATED, instructor - assigned,
        "a validé le rapport", needs=(guards.reported,), then=steps.validate, after=steps.close_audit_of,
        tells=(notices.VALIDATED,),
    ),
    Transition(
        "send_back", "Renvoyer le rapport", (S.FINAL_REPORT,), S.DRAFT_REPORT, instructor - assigned,
        "a renvoyé le rapport à l’auditeur", form=forms.ReasonForm, due="D07b", awaited=False,
    ),
    Transition(
        "close", "Clore la mission", (S.VALIDATED,), S.CLOSED, access.clock | instructor,
        "clôt la mission", needs=(guards.findings_settled,), then=steps.close,
        said="La mission est close.",
    ),
)  # fmt: skip
MOVES = (
    Transition(
        "postpone", "Reporter la mission", (S.PLANNED, S.IN_PROGRESS), S.POSTPONED, instructor,
        "a reporté la mission", form=forms.PostponeForm, then=steps.postpone, tells=(notices.MOVED,), awaited=False,
    ),
    Transition(
        "extend", "Prolonger la mission", (S.IN_PROGRESS,), S.IN_PROGRESS, instructor, "a prolongé la mission",
        form=forms.ExtendForm, then=steps.extend, tells=(notices.MOVED,), awaited=False,
    ),
    Transition(
        "resume", "Reprendre la mission", (S.POSTPONED,), S.PLANNED, instructor, "a repris la mission",
        needs=(guards.eligible,), then=steps.resume, tells=(notices.MOVED,),
    ),
    Transition(
        "cancel", "Annuler la mission",
        (S.TO_ASSIGN, S.PROPOSED, S.DECLINED, S.ACCEPTED, S.PLANNED, S.IN_PROGRESS, S.POSTPONED),
        S.CANCELLED, instructor, "a annulé la mission", form=forms.ReasonForm, then=steps.cancel,
        tells=(notices.MOVED,), tone="danger",
    ),
    Transition(
        "stop", "Arrêter la mission", steps.UNREPORTED, S.CANCELLED, access.clock,
        "annule la mission\u00a0: son dossier s’est arrêté", then=steps.cancel, tells=(notices.STOPPED,),
    ),
    Transition(
        "end", "Mettre fin à la mission", steps.REPORTED, S.CLOSED, access.clock,
        "clôt la mission\u00a0: son dossier s’est arrêté", then=steps.end, tells=(notices.STOPPED,),
    ),
)  # fmt: skip

MISSION = Workflow(
    AuditMission,
    topic="labelling/audits",
    reading=("dossier__organism",),
    path=(
        S.TO_ASSIGN, S.PROPOSED, S.ACCEPTED, S.PLANNED, S.IN_PROGRESS, S.FIELDWORK_CLOSED, S.DRAFT_REPORT,
        S.CONTRADICTORY, S.FINAL_REPORT, S.VALIDATED, S.CLOSED,
    ),
    hands={
        S.TO_ASSIGN: "l’organisme ou le référent label",
        S.PROPOSED: "l’auditeur",
        S.DECLINED: "l’organisme ou le référent label",
        S.ACCEPTED: "l’auditeur",
        S.PLANNED: "l’auditeur",
        S.IN_PROGRESS: "l’auditeur",
        S.FIELDWORK_CLOSED: "l’auditeur",
        S.DRAFT_REPORT: "l’auditeur",
        S.CONTRADICTORY: "l’organisme",
        S.FINAL_REPORT: "le référent label",
        S.VALIDATED: "le référent label",
        S.POSTPONED: "le référent label",
    },
    dated={
        S.TO_ASSIGN: "D06a, dès l’ouverture de la mission",
        S.PLANNED: "le premier jour de l’audit",
        S.POSTPONED: "le premier jour de l’audit reporté",
        S.IN_PROGRESS: "le dernier jour de l’audit",
        S.FIELDWORK_CLOSED: "D07b, après la réunion de clôture",
        S.DRAFT_REPORT: "D07b, après la réunion de clôture",
    },
    undated={S.VALIDATED: "elle se clôt quand ses constats sont traités"},
    holders=HOLDERS,
    leads={S.PLANNED: "start", S.VALIDATED: "close"},
    transitions=(*ASSIGNMENT, *FIELDWORK, *REPORT, *MOVES),
    timed=(
        Timed("take_back", lambda: Q(due_on__lt=clock.today())),
        Timed("close", Q),
    ),
)  # fmt: skip

FINDING = Workflow(
    AuditFinding,
    topic="labelling/audits",
    reading=("mission__dossier",),
    path=(F.OPEN, F.ANSWERED, F.ACCEPTED, F.CLOSED),
    hands={
        F.OPEN: "l’organisme",
        F.ANSWERED: "l’auditeur",
        F.REJECTED: "l’organisme",
        F.ACCEPTED: "l’auditeur du prochain audit",
    },
    dated={F.OPEN: "D08 ou D08M, dès le rapport définitif", F.REJECTED: "D08 ou D08M, dès le refus"},
    undated={F.OPEN: "le délai court dès le rapport définitif", F.ACCEPTED: "le prochain audit le vérifie"},
    holders=HOLDERS,
    transitions=(
        Transition(
            "answer", "Répondre au constat", (F.OPEN, F.REJECTED), F.ANSWERED, member,
            "a répondu au constat", needs=(guards.finding_sent,), form=forms.AnswerForm, then=steps.answer,
            due="D08r", tells=(notices.FINDING_ANSWERED,),
        ),
        Transition(
            "accept", "Accepter la réponse", (F.ANSWERED,), F.ACCEPTED, assigned,
            "a accepté la réponse au constat", needs=(guards.proof_given,), tells=(notices.FINDING_ACCEPTED,),
        ),
        Transition(
            "reject", "Refuser la réponse", (F.ANSWERED,), F.REJECTED, assigned,
            "a refusé la réponse au constat", form=forms.ReasonForm, then=steps.reject,
            tells=(notices.FINDING_REJECTED,),
        ),
        Transition(
            "close", "Clore le constat", (F.OPEN, F.ACCEPTED), F.CLOSED, assigned | following | instructor,
            "a clos le constat", needs=(guards.answer_accepted,),
            effects=lambda _: ["La réponse est dite suivie d’effet : le prochain audit n’a plus à la vérifier."],
        ),
    ),
    reminders=(
        Reminder(F.OPEN, notices.FINDING_DUE, "D08", others=("D08M",)),
        Reminder(F.REJECTED, notices.FINDING_DUE, "D08", others=("D08M",)),
    ),
)  # fmt: skip

MISSION.follow(dates.date_stage)
MISSION.follow(turns.follow_mission)
FINDING.follow(dates.date_follow_up)
FINDING.follow(turns.follow_finding)

register_assignable(MISSION, "missions", roles=LABEL_OFFICE, by=instructor)
