"""Points of a dossier that stops: taken off the agenda in the same act, before any vote."""

from django.db import OperationalError, transaction

from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.dossiers import readiness
from labelling.dossiers.models import STOPPED
from labelling.dossiers.workflow import DOSSIER
from portal.workflow import Problem, Refused

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
