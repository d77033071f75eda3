"""Workflow tables of messages, misuses, complaints, admissions and appeals."""

from labelling.committee.complaints import notices, steps
from labelling.committee.complaints import step_forms as forms
from labelling.committee.complaints.admissions import steps as admission_steps
from labelling.committee.complaints.appeals import notices as appeal_notices
from labelling.committee.complaints.handlers import actions, guards
from labelling.committee.complaints.handlers.rules import awaited, handler, undecided
from labelling.committee.complaints.models import (
    Admission,
    Appeal,
    Complaint,
    Enquiry,
    MisuseReport,
)
from labelling.committee.complaints.rules import desk, notifies
from labelling.committee.complaints.steps import move
from labelling.parties.organisms.rules import chair, committee_office, instructor
from portal import access
from portal.absences.models import LABEL_OFFICE
from portal.assignments.registry import register_assignable
from portal.models import Role
from portal.ui import words
from portal.workflow import Reminder, Transition, Workflow

HOLDERS = {
    "les personnes chargées de l’instruction": handler,
    "le collège chargé du recours": awaited,
    "le secrétariat du comité": committee_office,
    "la présidence du comité": chair,
}

E = Enquiry.State
M = MisuseReport.State
C = Complaint.State
A = Appeal.State
N = Admission.State
TRIAGED = (M.FOUNDED, M.UNFOUNDED, M.REDIRECTED)
READ = "Examiné"


def transfer(source, target, by):
    return Transition(
        "transfer", "Transférer", source, target, by, "a transféré la demande", form=forms.TransferForm, then=move,
        said=lambda thing: f"Transféré : la demande se suit désormais sous {thing.moved_to}.",
    )  # fmt: skip


ENQUIRY = Workflow(
    Enquiry,
    topic=notices.TOPIC,
    path=(E.RECEIVED, E.ANSWERED),
    hands={E.RECEIVED: "le référent label ou la Dircom"},
    dated={E.RECEIVED: "D23, dès la réception"},
    holders=HOLDERS,
    transitions=(
        Transition(
            "answer", "Répondre", (E.RECEIVED,), E.ANSWERED, desk, "a répondu", form=forms.AnswerForm,
            then=steps.answer_and_close, after=notices.tell_answer, effects=notices.closing_effects,
            said="La réponse est partie.",
        ),
        transfer((E.RECEIVED,), E.TRANSFERRED, desk),
        Transition(
            "close", "Classer sans réponse", (E.RECEIVED,), E.CLOSED, desk, "a classé le message",
            form=forms.KeptReasonForm, then=steps.close, slug="classer",
        ),
    ),
    reminders=(Reminder(E.RECEIVED, notices.ENQUIRY_DUE, "D23"),),
)  # fmt: skip

MISUSE = Workflow(
    MisuseReport,
    topic=notices.TOPIC,
    path=(M.RECEIVED, M.ACKNOWLEDGED, M.FOUNDED, M.HANDLED, M.CLOSED),
    hands=dict.fromkeys((M.RECEIVED, M.ACKNOWLEDGED, *TRIAGED, M.HANDLED), "le référent label ou la Dircom"),
    dated={M.RECEIVED: "D23, dès la réception"},
    undated={M.HANDLED: "la suite est donnée, il reste à clore"},
    holders=HOLDERS,
    public=dict.fromkeys(TRIAGED, READ) | {M.CLOSED: "Traité"},
    transitions=(
        Transition(
            "acknowledge", "Prendre en charge", (M.RECEIVED,), M.ACKNOWLEDGED, desk, "a pris en charge le signalement",
            after=notices.tell_taken, effects=notices.taken_effects, due="D23b",
        ),
        Transition(
            "retain", "Retenir le signalement", (M.ACKNOWLEDGED,), M.FOUNDED, desk, "a retenu le signalement",
            form=forms.RetainForm, then=steps.retain, due="D23b", slug="retenir",
        ),
        Transition(
            "dismiss", "Ne pas retenir", (M.ACKNOWLEDGED,), M.UNFOUNDED, desk, "n’a pas retenu le signalement",
            form=forms.DismissForm, then=steps.dismiss, due="D23b",
        ),
        Transition(
            "redirect", "Réorienter", (M.ACKNOWLEDGED,), M.REDIRECTED, desk, "a réorienté le signalement",
            form=forms.RedirectForm, then=steps.redirect, due="D23b",
        ),
        Transition(
            "handle", "Répondre", TRIAGED, M.HANDLED, desk, "a traité le signalement et répondu", form=forms.HandleForm,
            then=steps.handle, after=notices.tell_answer, effects=notices.answer_effects,
        ),
        Transition("close", "Clore", (M.HANDLED,), M.CLOSED, desk, "a clos le signalement", then=steps.close),
        transfer((M.RECEIVED, M.ACKNOWLEDGED), M.TRANSFERRED, desk),
    ),
    reminders=(
        Reminder(M.RECEIVED, notices.MISUSE_DUE, "D23"),
        *(Reminder(state, notices.MISUSE_DUE, "D23b") for state in (M.ACKNOWLEDGED, *TRIAGED)),
    ),
)  # fmt: skip

COMPLAINT = Workflow(
    Complaint,
    topic=notices.TOPIC,
    may_mend=actions.may_mend,
    path=(C.RECEIVED, C.ACKNOWLEDGED, C.INVESTIGATED, C.DECIDED, C.NOTIFIED),
    hands={
        C.RECEIVED: "le référent label",
        C.ACKNOWLEDGED: "les personnes chargées de l’instruction",
        C.INVESTIGATED: "les personnes chargées de l’instruction",
        C.DECIDED: "le référent label",
    },
    dated={C.RECEIVED: "D23, dès la réception"},
    holders=HOLDERS,
    public={C.INVESTIGATED: "En cours d’instruction", C.DECIDED: "En cours d’instruction", C.NOTIFIED: "Répondue"},
    transitions=(
        Transition(
            "acknowledge", "Prendre en charge", (C.RECEIVED,), C.ACKNOWLEDGED, instructor,
            "a pris en charge la réclamation", after=notices.tell_taken, effects=notices.taken_effects, due="D23b",
        ),
        Transition(
            "investigate", "Rendre l’instruction", (C.ACKNOWLEDGED,), C.INVESTIGATED, handler,
            "a rendu le résultat de l’instruction", needs=(guards.assigned, guards.independent),
            form=forms.FindingForm, then=steps.investigate, due="D23b",
        ),
        Transition(
            "decide", "Décider de la suite", (C.INVESTIGATED,), C.DECIDED, handler, "a décidé de la suite",
            needs=(guards.independent,), form=forms.DecideComplaintForm, then=steps.decide, due="D23b", slug="decider",
        ),
        Transition(
            "notify", "Notifier la réponse", (C.DECIDED,), C.NOTIFIED, instructor | handler, "a notifié la réponse",
            then=steps.notify, after=notices.tell_answer, effects=notices.closing_effects, slug="notifier",
        ),
        transfer((C.RECEIVED, C.ACKNOWLEDGED), C.TRANSFERRED, instructor),
    ),
    reminders=(
        Reminder(C.RECEIVED, notices.COMPLAINT_DUE, "D23"),
        *(
            Reminder(state, notices.COMPLAINT_DUE, "D23b")
            for state in (C.ACKNOWLEDGED, C.INVESTIGATED, C.DECIDED)
        ),
    ),
)  # fmt: skip

APPEAL = Workflow(
    Appeal,
    topic=notices.TOPIC,
    reading=("decision__item__dossier", "decision__item__label__dossier",),
    may_mend=actions.may_mend,
    path=(A.RECEIVED, A.ACKNOWLEDGED, A.INVESTIGATED, A.PROPOSED, A.DECIDED, A.NOTIFIED),
    hands={
        A.RECEIVED: "le secrétariat du comité",
        A.ACKNOWLEDGED: "le collège chargé du recours",
        A.INVESTIGATED: "le collège chargé du recours",
        A.PROPOSED: "le collège chargé du recours",
        A.DECIDED: "la présidence du comité",
    },
    dated={A.RECEIVED: "D16b, dès la réception"},
    holders=HOLDERS,
    public=dict.fromkeys((A.INVESTIGATED, A.PROPOSED, A.DECIDED), "En cours d’examen"),
    transitions=(
        Transition(
            "acknowledge", "Prendre en charge", (A.RECEIVED,), A.ACKNOWLEDGED, committee_office,
            "a pris en charge le recours", due="D16b", tells=(appeal_notices.APPEAL_TAKEN,),
        ),
        Transition(
            "investigate", "Rendre l’instruction", (A.ACKNOWLEDGED,), A.INVESTIGATED, handler,
            "a rendu le résultat de l’instruction", needs=(guards.assigned, guards.independent),
            form=forms.FindingForm, then=steps.investigate, due="D16b",
        ),
        Transition(
            "propose", "Proposer la décision du collège", (A.INVESTIGATED,), A.PROPOSED, handler,
            "a proposé la décision du collège", needs=(guards.independent,), form=forms.DecideAppealForm,
            then=steps.propose, effects=steps.propose_effects, due="D16b", tells=(appeal_notices.TO_AGREE,),
            slug="decider",
        ),
        Transition(
            "agree", "Donner mon accord", (A.PROPOSED,), A.PROPOSED, undecided, "a donné son accord à la décision",
            needs=(guards.independent,), then=steps.agree, after=steps.settle, effects=steps.agree_effects, due="D16b",
            slug="donner-mon-accord",
        ),
        Transition(
            "discuss", "Demander une autre rédaction", (A.PROPOSED,), A.INVESTIGATED, handler,
            "a demandé une autre rédaction de la décision", form=forms.KeptReasonForm, then=steps.discuss, due="D16b",
            tells=(appeal_notices.TO_DISCUSS,), slug="demander-une-autre-redaction", awaited=False,
        ),
        Transition(
            "decide", "Prendre acte de l’accord du collège", (A.PROPOSED,), A.DECIDED, access.clock,
            "constate l’accord de tout le collège", needs=(guards.all_agree,), due="D16b",
            tells=(appeal_notices.TO_NOTIFY,), slug="decision-du-college",
        ),
        Transition(
            "notify", "Notifier l’issue", (A.DECIDED,), A.NOTIFIED, notifies, "a notifié l’issue du recours",
            then=steps.notify, after=steps.reopen, effects=steps.notify_effects,
            tells=(appeal_notices.APPEAL_NOTIFIED,), slug="notifier",
        ),
    ),
    reminders=tuple(
        Reminder(state, appeal_notices.APPEAL_DUE, "D16b")
        for state in (A.RECEIVED, A.ACKNOWLEDGED, A.INVESTIGATED, A.PROPOSED, A.DECIDED)
    ),
)  # fmt: skip

ADMISSION = Workflow(
    Admission,
    topic=notices.TOPIC,
    path=(N.UNCONFIRMED, N.RECEIVED, N.OPENED),
    hands={
        N.UNCONFIRMED: "la personne qui demande",
        N.RECEIVED: "le référent label",
        N.TO_SPECIFY: "la personne qui demande",
    },
    dated={N.RECEIVED: "D23, dès la confirmation, puis dès la précision"},
    undated={N.UNCONFIRMED: "la demande sera effacée si l’adresse n’est pas confirmée"},
    holders=HOLDERS,
    public={N.RECEIVED: "En cours de vérification", N.JOINED: "Invitation envoyée"},
    transitions=(
        Transition(
            "confirm", "Confirmer l’adresse", (N.UNCONFIRMED,), N.RECEIVED, access.clock,
            "a reçu la confirmation de l’adresse", then=admission_steps.confirm, after=admission_steps.tell_receipt,
            due="D23", tells=(notices.ADMISSION_ARRIVED,),
        ),
        Transition(
            "open", "Ouvrir l’espace", (N.RECEIVED,), N.OPENED, instructor, "a vérifié la demande et ouvert l’espace",
            needs=(admission_steps.is_new,), form=forms.VerifiedForm, then=admission_steps.open_space,
            after=notices.tell_answer, effects=admission_steps.open_effects, slug="ouvrir-lespace",
            said=lambda thing: f"L’espace {words.of(thing.organism)} est ouvert, les invitations sont parties.",
        ),
        Transition(
            "join", "Inviter dans l’espace qui existe", (N.RECEIVED,), N.JOINED, instructor,
            "a vérifié la demande et invité les personnes dans l’espace qui existe",
            needs=(admission_steps.is_known,), form=forms.VerifiedForm, then=admission_steps.join_space,
            after=notices.tell_answer, effects=admission_steps.join_effects, slug="inviter",
            said=lambda thing: f"Les invitations pour {thing.organism} sont parties.",
        ),
        Transition(
            "ask", "Demander une précision", (N.RECEIVED,), N.TO_SPECIFY, instructor, "a demandé une précision",
            form=forms.QuestionForm, then=admission_steps.ask, after=admission_steps.tell_question,
            effects=admission_steps.ask_effects, due="D02", said="Votre question est partie.",
        ),
        Transition(
            "specify", "Recevoir la précision", (N.TO_SPECIFY,), N.RECEIVED, access.clock,
            "a reçu la précision demandée", then=admission_steps.specify, due="D23",
            tells=(notices.ADMISSION_SPECIFIED,),
        ),
        Transition(
            "refuse", "Refuser la demande", (N.RECEIVED, N.TO_SPECIFY), N.REFUSED, instructor, "a refusé la demande",
            form=forms.RefuseForm, then=steps.answer_and_close, after=notices.tell_answer,
            effects=notices.closing_effects, tone="danger", said="Le refus est parti, avec son motif.",
        ),
    ),
    reminders=(Reminder(N.RECEIVED, notices.ADMISSION_DUE, "D23"),),
)  # fmt: skip

DESK = (*LABEL_OFFICE, Role.DIRCOM)
register_assignable(ENQUIRY, "messages", roles=DESK, by=desk)
register_assignable(MISUSE, "signalements", roles=DESK, by=desk)
register_assignable(COMPLAINT, "reclamations", roles=LABEL_OFFICE, by=instructor)
register_assignable(ADMISSION, "demandes-d-espace", roles=LABEL_OFFICE, by=instructor)
