"""Effects of a mission's steps besides its state."""

from labelling.path.audits import actions, guards
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.reports import snapshots
from labelling.path.audits.rules import SENT
from labelling.path.dossiers.models import STOPPED, LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal import documents
from portal.core import clock, working_days
from portal.revisions import record
from portal.workflow import Refused, facts

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


def propose(mission, by, auditor, starts_on, ends_on):
    mission.auditor, mission.starts_on, mission.ends_on = auditor, starts_on, ends_on
    mission.declared_at = None
    return {"auditor": str(auditor)}


def accept(mission, by, **_):
    mission.declared_at = clock.now()


def take_back(mission, by, **_):
    mission.auditor = None


def decline(mission, by, reason):
    mission.decline_reason = reason


def plan(mission, by, plan_sites, plan_people, plan_tenants_on, plan_tenants_with):
    mission.plan_sites, mission.plan_people = plan_sites, plan_people
    mission.plan_tenants_on, mission.plan_tenants_with = plan_tenants_on, plan_tenants_with
    mission.plan_approved_on = None
    mission.due_on = mission.starts_on


def approve_plan(mission, by, **_):
    mission.plan_approved_on = clock.today()


def start(mission, by, opened_on):
    """BR-31: the first start freezes the self-assessment; a mission resumed keeps that photograph."""
    mission.opened_on, mission.due_on = opened_on, mission.ends_on
    if not mission.snapshots.filter(moment="pre").exists():
        snapshots.take(mission, "pre")


def close_fieldwork(mission, by, closed_on, tenants_met_on=None, tenants_absence_reason=""):
    mission.closed_on, mission.tenants_met_on = closed_on, tenants_met_on
    mission.tenants_absence_reason = tenants_absence_reason
    mission.due_on = mission.dossier.rules.due("D07b", closed_on)


def draft(mission, by, summary):
    """A report that is written is due as before it was: until it is sent."""
    record(mission, {(actions.SUMMARY, ""): (mission.summary, summary)}, by=by)
    mission.summary = summary
    mission.due_on = mission.report_due("D07b")


def finalise(mission, by, **_):
    """The final report closes the audit stage of the dossier; it waits there if it is not in it."""
    for finding in mission.findings.filter(kind__in=("NCm", "NCM"), due_on__isnull=True):
        finding.due_on = finding.due_date(finding.deadline)
        finding.save(update_fields=["due_on"])


def validate(mission, by, **_):
    """Of an audit led before the portal, nothing was rated here: no photograph would be true."""
    ratings = list(mission.ratings.select_related("criterion"))
    if not mission.taken_over_on or ratings:
        snapshots.take(mission, "post")
    mission.validated_on = clock.today()
    return facts.rows(changed=ratings)


def close(mission, by, **_):
    _finish(mission)


def postpone(mission, by, reason, starts_on, ends_on):
    mission.starts_on, mission.ends_on, mission.due_on = starts_on, ends_on, starts_on


def extend(mission, by, reason, ends_on):
    """The audit goes on: its opening, its ratings and its findings stay."""
    mission.ends_on = mission.due_on = ends_on


def resume(mission, by, **_):
    mission.due_on = mission.starts_on


def cancel(mission, by, reason):
    _finish(mission)


def end(mission, by, reason):
    """The dossier has stopped: the report that was sent stays, and no finding waits for an answer."""
    give_up_answers(mission)
    _finish(mission)


def _finish(mission):
    """BR-38: the auditor reads the mission for some days more (`auditor_access_days`)."""
    mission.finished_on = clock.today()
    days = mission.dossier.rules.auditor_access_days
    mission.auditor_until_on = working_days.add_days(mission.finished_on, days)


def close_audit_of(mission, by):
    """Fire the dossier's own step once the mission's report is final; no-op for an HQS mission."""
    if mission.audit_type == "hqs":
        return
    dossier = LabelDossier.objects.get(pk=mission.dossier_id)
    if dossier.state != LabelDossier.State.AUDIT:
        return
    dossier.workflow.fire(dossier, "close_audit")


def answer(finding, by, cause, correction, action, owner, planned_on, proof=None):
    """BR-35: without a form too, an answer to a major non-conformity comes with its proof."""
    finding.cause, finding.correction, finding.action = cause, correction, action
    finding.owner, finding.planned_on = owner, planned_on
    if proof is None and guards.is_major(finding) and (problem := guards.proof_given(finding)):
        raise Refused(problem)
    if proof is not None:
        finding.proof = documents.store(
            proof, holder=finding.mission, by=by, kind="proof", replaces=finding.proof
        )


def reject(finding, by, reason):
    """D08, D08M: a refused answer is due again, the delay counted from the refusal."""
    if finding.is_non_conformity:
        finding.due_on = finding.due_date(finding.deadline)
