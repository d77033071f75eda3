"""Act of evaluating an auditor: once a mission and a side, within the days of the grid."""

from labelling.committee.evaluations import notices
from labelling.committee.evaluations.grids import current_grid
from labelling.committee.evaluations.models import AuditorEvaluation, mean_of
from labelling.committee.evaluations.rules import giver, is_asked, side_of
from labelling.path.audits.models import AuditMission
from labelling.path.audits.workflow import MISSION
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log, locked

CLOSED = (
    "Cette évaluation n’est pas, ou n’est plus demandée\u00a0: elle suit la validation du rapport."
)
ALREADY = "Cette évaluation est déjà donnée. Elle ne se reprend pas."


def give(mission, *, by, ratings, comment=""):
    """The row of the mission is locked: two people of one side give one evaluation."""
    side = side_of(by, mission)
    if side is None:
        raise Forbidden(Problem("forbidden", f"Cet acte est réservé\u00a0: {giver.label}."))
    with locked(mission) as current:
        if problem := obstacle(current, side):
            raise Refused(problem)
        made = AuditorEvaluation.objects.create(
            mission=current,
            side=side,
            by=by,
            grid=current_grid().code,
            ratings=ratings,
            mean=mean_of(ratings.values()),
            comment=comment,
        )
        # Its own chain: that of the mission is read by the auditor.
        audit_log.write(made, by=by, act="give", sentence=f"{by} a évalué l’auditeur.")
    return made


def obstacle(mission, side):
    """Why this side does not evaluate now, or None."""
    if AuditorEvaluation.objects.filter(mission=mission, side=side).exists():
        return Problem("given", ALREADY)
    return None if is_asked(mission) else Problem("closed", CLOSED)


@MISSION.follow
def ask(mission, *, by, entry):
    """The organism is asked in the transaction that validates its report."""
    if entry.act == "validate" and mission.state == AuditMission.State.VALIDATED:
        outbox.write(notices.ASKED, mission, entry, topic=notices.TOPIC)
