"""Workflow table of the dossier, and what each of its states means for people."""

from dataclasses import dataclass

from django.db.models import Q

from labelling.parties.organisms.rules import chair, committee_office, instructor, member, signatory
from labelling.path.dossiers import notices
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.parts.rules import may_mend
from labelling.path.dossiers.rules import auditing, impartial_instructor
from labelling.path.dossiers.steps import effects, forms, guards, readiness, sentences, windows
from labelling.path.dossiers.steps.guards import AUDITOR, OFFICE, ORGANISM
from portal import access
from portal.absences.models import LABEL_OFFICE
from portal.assignments.registry import register_assignable
from portal.core import clock
from portal.workflow import Reminder, Timed, Transition, Workflow

S = LabelDossier.State
# Fired by another topic's act, never by an address of their own.
FIRED_ELSEWHERE = {
    "propose_dismissal",
    "close_audit",
    "schedule",
    "unschedule",
    "grant",
    "refuse",
    "adjourn",
    "reopen_granted",
    "reopen_adjourned",
    "stop",
}
DEPOSIT = (
    guards.presented,
    guards.perimeter_declared,
    guards.engagement_signed,
    guards.pieces_complete,
    guards.tenants_involved,
    guards.contests_settled,
)

SUBMISSION = (
    Transition(
        "submit", "Déposer le dossier", (S.DRAFT,), S.SUBMITTED, signatory, "a déposé le dossier",
        needs=DEPOSIT, then=effects.submit, effects=sentences.submission_effects, due="D01",
        tells=(notices.SUBMITTED, notices.TO_CHECK), said=sentences.submitted, slug="deposer",
    ),
    Transition(
        "request_complement", "Demander un complément", (S.SUBMITTED,), S.TO_COMPLETE, instructor,
        "a demandé des compléments", form=forms.ComplementForm, then=effects.request_complements,
        effects=sentences.complement_effects, due="D02", tells=(notices.COMPLEMENT_REQUESTED,),
        said=sentences.complements_asked, slug="demander-un-complement",
    ),
    Transition(
        "change_complement", "Modifier la demande de compléments", (S.TO_COMPLETE,), S.TO_COMPLETE, instructor,
        "a modifié la demande de compléments", form=forms.ChangeComplementForm, then=effects.change_complements,
        effects=sentences.change_effects, tells=(notices.COMPLEMENT_CHANGED,), said=sentences.complements_changed,
        awaited=False, slug="modifier-la-demande",
    ),
    Transition(
        "cancel_complement", "Annuler la demande de compléments", (S.TO_COMPLETE,), S.SUBMITTED, instructor,
        "a annulé la demande de compléments", form=forms.CancelComplementForm, then=effects.cancel_complements,
        effects=sentences.cancel_effects, due="D01", tells=(notices.COMPLEMENT_CANCELLED,), awaited=False,
        slug="annuler-la-demande",
    ),
    Transition(
        "resubmit", "Déposer les compléments", (S.TO_COMPLETE,), S.SUBMITTED, signatory,
        "a déposé les compléments", needs=(guards.complements_answered, *DEPOSIT), then=effects.submit,
        effects=sentences.submission_effects, due="D01", tells=(notices.SUBMITTED, notices.TO_CHECK),
        said=sentences.submitted, slug="deposer-les-complements",
    ),
    Transition(
        "register", "Prononcer la recevabilité", (S.SUBMITTED,), S.REGISTERED, impartial_instructor,
        "a prononcé la recevabilité",
        needs=(guards.pieces_complete, guards.complements_answered, guards.rules_in_force),
        then=effects.register, effects=sentences.registration_effects, due="D01r",
        tells=(notices.REGISTERED,),
        said=sentences.registered, slug="prononcer-la-recevabilite",
    ),
    Transition(
        "propose_dismissal", "Proposer le classement sans suite", (S.TO_COMPLETE,), S.TO_COMPLETE,
        access.clock, "propose de classer le dossier sans suite, faute de réponse",
        needs=(guards.silent, guards.reminded), then=effects.propose_dismissal,
        tells=(notices.DISMISS_PROPOSED,),
    ),
    Transition(
        "dismiss", "Classer sans suite", (S.SUBMITTED, S.TO_COMPLETE), S.DISMISSED, instructor,
        "a classé le dossier sans suite", needs=(guards.reminded,), form=forms.DismissForm,
        then=effects.dismiss, effects=sentences.dismissal_effects, tells=(notices.DISMISSED,), tone="danger",
    ),
)  # fmt: skip
PATH = (
    Transition(
        "start_diagnosis", "Ouvrir le diagnostic HQS", (S.REGISTERED,), S.DIAGNOSIS, instructor,
        "a ouvert le diagnostic HQS", needs=(guards.plan_has_hqs, guards.hqs_accepted), then=effects.lead,
        effects=sentences.diagnosis_effects, tells=(notices.STAGE_OPENED,), slug="ouvrir-le-diagnostic",
    ),
    Transition(
        "start_preparation", "Ouvrir la préparation", (S.REGISTERED, S.DIAGNOSIS), S.PREPARATION,
        instructor, "a ouvert la préparation",
        needs=(
            guards.diagnosis_opened, guards.hqs_validated, guards.restituted, guards.contests_settled,
            guards.hqs_recent, guards.pieces_complete,
        ),
        then=effects.prepare, effects=sentences.preparation_effects, due="D05",
        tells=(notices.STAGE_OPENED,), said=sentences.prepared,
    ),
    Transition(
        "start_audit", "Ouvrir l’audit", (S.PREPARATION,), S.AUDIT, instructor, "a ouvert l’audit",
        needs=(
            readiness.self_assessed, readiness.stock_rated, readiness.priorities_covered,
            readiness.plan_complete, readiness.plan_validated, guards.tenants_involved,
            guards.contests_settled, guards.pieces_complete, readiness.audit_accepted, windows.inside_window,
        ),
        then=effects.lead, effects=sentences.audit_effects, tells=(notices.STAGE_OPENED,), slug="ouvrir-l-audit",
    ),
    Transition(
        "close_audit", "Clore l’audit", (S.AUDIT,), S.FOLLOW_UP, access.clock,
        "ouvre le traitement des constats : le rapport d’audit est définitif",
        needs=(readiness.report_final,), then=effects.follow_up, due="D08", tells=(notices.FOLLOW_UP,),
    ),
    Transition(
        "to_review", "Passer en instruction", (S.FOLLOW_UP,), S.REVIEW, access.clock | instructor,
        "passe le dossier en instruction",
        needs=(readiness.findings_treated, guards.tenants_involved, guards.contests_settled), due="D08i",
        tells=(notices.TO_INSTRUCT,),
        said="Le dossier passe en instruction.",
    ),
    Transition(
        "send_back", "Renvoyer en préparation", (S.REVIEW,), S.PREPARATION, instructor,
        "a renvoyé le dossier en préparation", form=forms.SendBackForm, then=effects.send_back,
        tells=(notices.SENT_BACK,),
    ),
)  # fmt: skip
COMMITTEE = (
    Transition(
        "schedule", "Inscrire au comité", (S.REVIEW,), S.SCHEDULED, instructor,
        "a inscrit le dossier à l’ordre du jour du comité",
        needs=(readiness.note_written, readiness.on_agenda), then=effects.schedule,
        tells=(notices.SCHEDULED,), said=sentences.scheduled,
    ),
    Transition(
        "unschedule", "Retirer de l’ordre du jour", (S.SCHEDULED,), S.REVIEW,
        committee_office | instructor, "a retiré le dossier de l’ordre du jour",
        needs=(readiness.vote_not_open,), then=effects.unschedule, due="D08i",
        awaited=False,
    ),
    Transition(
        "grant", "Accorder le label", (S.SCHEDULED,), S.GRANTED, committee_office,
        "a validé la décision du comité : label accordé",
        needs=(readiness.decided("Décision favorable du comité", "grant", "grant_with_recommendations"),),
        then=effects.decide, effects=sentences.grant_effects,
    ),
    Transition(
        "refuse", "Refuser le label", (S.SCHEDULED,), S.REFUSED, committee_office,
        "a validé la décision du comité : label refusé",
        needs=(readiness.decided("Décision défavorable du comité", "refuse"),), then=effects.decide,
        tone="danger", awaited=True,
    ),
    Transition(
        "adjourn", "Ajourner", (S.SCHEDULED,), S.ADJOURNED, committee_office,
        "a validé la décision du comité : dossier ajourné",
        needs=(readiness.decided("Ajournement décidé par le comité", "adjourn"),),
        then=effects.adjourn, due="D11", tells=(notices.ADJOURNED,),
    ),
    Transition(
        "relist", "Reprendre l’instruction", (S.ADJOURNED,), S.REVIEW, instructor,
        "a repris l’instruction", form=forms.RelistForm, due="D08i", tells=(notices.TO_INSTRUCT,),
        slug="reprendre-l-instruction",
    ),
    Transition(
        "discontinue", "Se désister",
        tuple(s for s in S if s not in (S.GRANTED, S.REFUSED, S.DISCONTINUED, S.DISMISSED)),
        S.DISCONTINUED, signatory, "a désisté l’organisme", needs=(readiness.vote_not_open,),
        form=forms.DiscontinueForm, then=effects.discontinue, effects=sentences.discontinuation_effects,
        tells=(notices.DISCONTINUED,), tone="danger",
    ),
    Transition(
        "stop", "Arrêter le dossier",
        tuple(s for s in S if s not in (S.GRANTED, S.REFUSED, S.DISCONTINUED, S.DISMISSED)),
        S.DISCONTINUED, instructor, "a arrêté le dossier\u00a0: l’organisme est absorbé",
        needs=(guards.absorbed, readiness.vote_not_open), then=effects.discontinue, tone="danger",
    ),
    Transition(
        "reopen", "Réexaminer après recours", (S.REFUSED,), S.REVIEW, chair,
        "a rouvert le dossier après recours", needs=(readiness.alone,), form=forms.ReopenForm, then=effects.reopen,
        effects=sentences.reopening_effects, due="D08i", tells=(notices.REOPENED,), slug="reexaminer",
    ),
    Transition(
        "reopen_adjourned", "Réexaminer après recours", (S.ADJOURNED,), S.REVIEW, chair,
        "a rouvert le dossier ajourné, après recours", needs=(readiness.alone,), then=effects.reopen, due="D08i",
        tells=(notices.TO_INSTRUCT,), awaited=False, slug="reexaminer-l-ajournement",
    ),
    Transition(
        "reopen_granted", "Rouvrir après annulation", (S.GRANTED,), S.REVIEW, chair,
        "a rouvert le dossier, dont la décision est annulée", needs=(readiness.decision_annulled, readiness.alone),
        then=effects.reopen, due="D08i", tells=(notices.TO_INSTRUCT,), undoes=True,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Situation:
    """What a state means for people: who holds the ball, and what leads on."""

    hand: str = ""
    leads: str = ""  # the step that leads on, from the dossier's own pages
    task: tuple = ()  # (title, button), in the list of who holds the ball; without it, they wait
    due: str = "À faire avant le"
    told: tuple = ("", "")  # (title, sentence), where no step leads on


AUDIT_DUE = "Prochaine échéance de l’audit"
OVER = "Ce dossier est terminé. Il se lit, il ne se modifie plus."
SITUATIONS = {
    S.DRAFT: Situation(ORGANISM, "submit", ("Constituer et déposer le dossier", "Continuer")),
    S.SUBMITTED: Situation(
        OFFICE, "register", ("Vérifier que le dossier est complet", "Vérifier"), "Réponse du référent"
    ),
    S.TO_COMPLETE: Situation(
        ORGANISM, "resubmit", ("Répondre aux compléments demandés", "Répondre"), "Compléments attendus"
    ),
    S.REGISTERED: Situation(
        ORGANISM, "start_diagnosis", ("Choisir l’auditeur du diagnostic", "Choisir"),
        "Première étape à ouvrir avant le",
    ),
    S.DIAGNOSIS: Situation(AUDITOR, "start_preparation", due=AUDIT_DUE),
    S.PREPARATION: Situation(
        ORGANISM, "start_audit", ("Préparer l’audit : patrimoine, plan, auto-évaluation", "Préparer"),
        "Plan d’actions à valider avant le",
    ),
    S.AUDIT: Situation(AUDITOR, "close_audit", due=AUDIT_DUE),
    S.FOLLOW_UP: Situation(
        ORGANISM, "to_review", ("Répondre aux constats de l’audit", "Répondre"), "Réponses attendues"
    ),
    S.REVIEW: Situation(
        OFFICE, "schedule", ("Instruire, puis inscrire au comité", "Instruire"),
        "À inscrire au comité avant le",
    ),
    S.SCHEDULED: Situation(
        "le comité de labellisation", due="Séance du comité",
        told=("Le comité se prononce", "Le dossier est à l’ordre du jour ; il ne change plus d’ici la décision."),
    ),
    S.ADJOURNED: Situation(
        ORGANISM, "relist", ("Apporter ce que le comité attend", "Ouvrir"), "Retour devant le comité"
    ),
    S.GRANTED: Situation(told=("Le label est accordé", OVER)),
    S.REFUSED: Situation(
        "l’organisme, s’il forme un recours",
        told=("Le label est refusé", "L’organisme peut former un recours. Le motif est dit plus bas."),
    ),
    S.DISCONTINUED: Situation(told=("Le dossier s’est arrêté", OVER)),
    S.DISMISSED: Situation(told=("Le dossier est classé sans suite", "Un nouveau dossier peut être ouvert.")),
}  # fmt: skip


def situation(dossier):
    return SITUATIONS.get(dossier.state, Situation())


DOSSIER = Workflow(
    LabelDossier,
    topic="labelling/dossiers",
    reading=("organism",),
    may_mend=may_mend,
    path=(
        S.DRAFT, S.SUBMITTED, S.REGISTERED, S.DIAGNOSIS, S.PREPARATION, S.AUDIT, S.FOLLOW_UP, S.REVIEW,
        S.SCHEDULED, S.GRANTED,
    ),
    hands={state: one.hand for state, one in SITUATIONS.items() if one.hand},
    dated={
        S.DRAFT: "D12, d’un renouvellement",
        S.DIAGNOSIS: "ce qu’attend la mission d’audit",
        S.AUDIT: "ce qu’attend la mission d’audit",
        S.PREPARATION: "D05, de nouveau quand un plan validé change, ou le jour fixé au renvoi\u00a0; plan validé, "
        "la fin de la fenêtre de l’audit",
        S.SCHEDULED: "le jour de la séance",
    },
    undated={
        S.DRAFT: "l’organisme prépare à son rythme",
        S.DIAGNOSIS: "la mission d’audit porte ses dates",
        S.PREPARATION: "le plan est validé, l’audit n’a pas de fenêtre",
        S.AUDIT: "la mission d’audit porte ses dates",
        S.REFUSED: "former un recours est son choix",
    },
    holders={ORGANISM: member, AUDITOR: auditing},
    transitions=(*SUBMISSION, *PATH, *COMMITTEE),
    timed=(
        Timed("propose_dismissal", lambda: Q(dismissal_proposed_on__isnull=True, due_on__lt=clock.today())),
        Timed("to_review", Q),
    ),
    reminders=(Reminder(S.TO_COMPLETE, notices.COMPLEMENT_OVERDUE, "D02"),),
)  # fmt: skip

register_assignable(DOSSIER, "dossiers", roles=LABEL_OFFICE, by=impartial_instructor)
