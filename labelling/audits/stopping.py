"""Missions of a dossier that stops: cancelled, or closed once their report is sent, in the same act."""

from labelling.audits.models import AuditFinding, AuditMission
from labelling.audits.rules import SENT
from labelling.dossiers.models import STOPPED
from labelling.dossiers.workflow import DOSSIER

S, F = AuditMission.State, AuditFinding.State
REPORTED = tuple(S(state) for state in SENT if state != S.CLOSED)
UNREPORTED = tuple(state for state in S if state not in (*SENT, S.CANCELLED))


@DOSSIER.follow
def follow_dossier(dossier, *, by, entry):
    """What was sent stays readable: a mission whose report the organism has read is closed, not cancelled."""
    if entry.target not in STOPPED:
        return
    for mission in dossier.missions.exclude(state__in=(S.CANCELLED, S.CLOSED)).order_by("pk"):
        step = "end" if mission.state in REPORTED else "stop"
        mission.workflow.fire(mission, step, reason=dossier.outcome_reason)


def give_up_answers(mission):
    """No answer is expected any more: the findings stay as they are, without a date."""
    rows = mission.findings.filter(state__in=(F.OPEN, F.ANSWERED, F.REJECTED))
    rows.filter(due_on__isnull=False).update(due_on=None)
