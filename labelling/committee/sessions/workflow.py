"""Workflow tables of a committee session and of a point of its agenda."""

from django.db import OperationalError, transaction
from django.db.models import Q

from labelling.committee import notices
from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.committee.rules import presiding
from labelling.committee.sessions import effects, guards, steps
from labelling.committee.sessions import step_forms as forms
from labelling.committee.votes import mails
from labelling.parties.organisms.rules import chair, committee_office, instructor, secretary
from labelling.path.dossiers.models import STOPPED
from labelling.path.dossiers.steps import readiness
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal import access
from portal.workflow import Problem, Refused, Reminder, Timed, Transition, Workflow

State = AgendaItem.State
PENDING = (State.NOT_OPEN, State.VOID)
BUSY = "Le comité écrit en ce moment dans la séance où ce dossier est inscrit\u00a0: recommencez dans un instant."


@DOSSIER.follow
def follow_dossier(dossier, *, by, entry):
    """What was voted or decided stays: a vote that is open refuses the act (BR-22)."""
    if entry.target not in STOPPED:
        return
    items = list(dossier.agenda_items.filter(state__in=PENDING).order_by("pk"))
    _lock({item.session_id for item in items}, dossier)
    if problem := readiness.vote_not_open(dossier):
        raise Refused(problem, thing=dossier)
    for item in items:
        item.workflow.fire(item, "withdraw", reason=dossier.outcome_reason)


def _lock(sessions, dossier):
    """Whoever lists a dossier locks its session first: here one does not wait for it, or both would for ever."""
    rows = CommitteeSession.objects.select_for_update(of=("self",), nowait=True)
    try:
        with transaction.atomic():
            list(rows.filter(pk__in=sessions).order_by("pk").values_list("pk"))
    except OperationalError as error:
        raise Refused(Problem("busy", BUSY), thing=dossier) from error


HOLDERS = {"le secrétariat du comité": secretary, "la présidence du comité": chair}

S = CommitteeSession.State
I = AgendaItem.State  # noqa: E741 -- read beside S in the tables below
CALL = (
    Transition(
        "convene", "Convoquer le comité", (S.DRAFT,), S.CONVENED, committee_office,
        "a convoqué le comité", needs=(guards.has_agenda, guards.placed, guards.described), form=forms.ConveneForm,
        then=steps.convene, due="D09b", tells=(notices.CONVENED,), slug="convoquer",
    ),
    Transition(
        "send_pack", "Envoyer les dossiers", (S.CONVENED,), S.PACK_SENT, secretary,
        "a envoyé les dossiers au comité", needs=(guards.has_agenda, guards.subjects_ready),
        then=steps.send_pack, effects=effects.pack_preview, tells=(notices.PACK_AVAILABLE,),
    ),
    Transition(
        "open", "Ouvrir la séance", (S.PACK_SENT,), S.OPEN, chair, "a ouvert la séance",
        needs=(guards.day_reached, guards.attendance_noted), then=steps.open_session,
    ),
    Transition(
        "cancel", "Annuler la séance", (S.DRAFT, S.CONVENED, S.PACK_SENT), S.CANCELLED, committee_office,
        "a annulé la séance", form=forms.LongReasonForm, then=steps.cancel, after=actions.list_safeguards,
        tells=(notices.CANCELLED,), tone="danger",
    ),
)  # fmt: skip
AFTER = (
    Transition(
        "close", "Clore la séance", (S.OPEN,), S.CLOSED, chair, "a clos la séance",
        needs=(guards.all_ended, guards.safeguards_examined), after=effects.close,
        effects=effects.close_preview, due="D10b",
    ),
    Transition(
        "reconvene", "Reconvoquer, faute de quorum", (S.OPEN,), S.RECONVENED, chair,
        "a constaté l’absence de quorum et reconvoqué le comité",
        needs=(guards.nothing_decided, guards.quorum_missed), form=forms.ReconveneForm,
        then=steps.reconvene, tells=(notices.RECONVENED,), slug="reconvoquer",
    ),
    Transition(
        "draft_minutes", "Établir le relevé provisoire", (S.CLOSED,), S.MINUTES_DRAFT,
        access.clock | committee_office, "a établi le relevé provisoire", then=steps.draft_minutes,
        due="D10b2", tells=(notices.MINUTES_TO_APPROVE,), slug="etablir-le-releve",
    ),
    Transition(
        "approve_minutes", "Approuver le relevé", (S.MINUTES_DRAFT,), S.MINUTES_APPROVED, chair,
        "a approuvé le relevé", needs=(guards.minutes_written,), then=steps.approve_minutes, due="D10",
        effects=effects.approval_preview, tells=(notices.TO_NOTIFY,), slug="approuver-le-releve",
    ),
    Transition(
        "notify", "Notifier les décisions", (S.MINUTES_APPROVED,), S.ARCHIVED, committee_office,
        "a notifié les décisions et archivé la séance", then=mails.notify, after=mails.tell,
        effects=mails.preview, slug="notifier",
    ),
)  # fmt: skip

SESSION = Workflow(
    CommitteeSession,
    topic="labelling/committee",
    path=(S.DRAFT, S.CONVENED, S.PACK_SENT, S.OPEN, S.CLOSED, S.MINUTES_DRAFT, S.MINUTES_APPROVED, S.ARCHIVED),
    hands={
        S.DRAFT: "le secrétariat du comité",
        S.CONVENED: "le secrétariat du comité",
        S.PACK_SENT: "la présidence du comité",
        S.OPEN: "la présidence du comité",
        S.CLOSED: "le secrétariat du comité",
        S.MINUTES_DRAFT: "la présidence du comité",
        S.MINUTES_APPROVED: "le secrétariat du comité",
    },
    dated={
        S.DRAFT: "D09a, avant la séance",
        S.PACK_SENT: "le jour de la séance",
        S.OPEN: "le jour de la séance",
    },
    holders=HOLDERS,
    leads={S.PACK_SENT: "open"},
    transitions=(*CALL, *AFTER),
    timed=(Timed("draft_minutes", Q),),
    reminders=(
        Reminder(S.CONVENED, notices.DECLARATION_MISSING, "D09c", field="held_on"),
        Reminder(S.PACK_SENT, notices.DECLARATION_MISSING, "D09c", field="held_on"),
    ),
)  # fmt: skip

ITEM = Workflow(
    AgendaItem,
    topic="labelling/committee",
    path=(I.NOT_OPEN, I.OPEN, I.CLOSED, I.VALIDATED),
    hands={
        I.NOT_OPEN: "la présidence du comité",
        I.OPEN: "les membres du comité",
        I.CLOSED: "la présidence du comité",
        I.VOID: "la présidence du comité",
    },
    undated={
        I.NOT_OPEN: "l’ordre du jour en décide",
        I.OPEN: "l’ordre du jour en décide",
        I.CLOSED: "l’ordre du jour en décide",
        I.VOID: "l’ordre du jour en décide",
    },
    holders=HOLDERS | {"la présidence du comité": presiding},
    transitions=(
        Transition(
            "open_vote", "Ouvrir le vote", (I.NOT_OPEN,), I.OPEN, presiding, "a ouvert le vote",
            needs=(
                guards.session_open, guards.subject_ready, guards.contradictory, guards.alone, guards.quorate,
            ),
            then=steps.open_vote,
        ),
        Transition(
            "close_vote", "Clore le vote", (I.OPEN,), I.CLOSED, access.clock | presiding, "a clos le vote",
            needs=(guards.consultation_over, guards.quorate), then=steps.close_vote, effects=effects.closing,
        ),
        Transition(
            "validate", "Valider la décision", (I.CLOSED,), I.VALIDATED, presiding, "a validé la décision",
            needs=(guards.voted, guards.settled, guards.subject_ready), form=forms.ValidateForm, then=steps.validate,
            after=steps.apply_decision, effects=effects.preview,
        ),
        Transition(
            "void", "Annuler ce vote", (I.OPEN, I.CLOSED), I.VOID, presiding, "a annulé le vote",
            form=forms.LongReasonForm, then=steps.void, tone="danger",
        ),
        Transition(
            "annul", "Annuler la décision", (I.VALIDATED,), I.ANNULLED, presiding & guards.of_a_grant,
            "a annulé la décision", form=forms.AnnulForm, then=steps.annul,
            after=steps.undo_decision, effects=effects.undo_preview, tells=(notices.ANNULLED,), tone="danger",
            undoes=True,
        ),
        Transition(
            "rerun", "Recommencer le vote", (I.VOID,), I.NOT_OPEN, presiding, "a rouvert le point à un nouveau vote",
            then=steps.rerun,
        ),
        Transition(
            "remove", "Retirer de l’ordre du jour", (I.NOT_OPEN, I.VOID), I.REMOVED,
            committee_office | instructor, "a retiré le point de l’ordre du jour", form=forms.LongReasonForm,
            then=steps.remove, tone="danger", slug="retirer",
        ),
        Transition(
            "withdraw", "Retirer avec son dossier", PENDING, I.REMOVED, access.clock,
            "retire le point de l’ordre du jour\u00a0: son dossier s’est arrêté", tells=(notices.WITHDRAWN,),
        ),
    ),
    timed=(Timed("close_vote", lambda: Q(session__mode=CommitteeSession.Mode.WRITTEN)),),
)  # fmt: skip
