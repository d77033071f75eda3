"""What missions and findings ask of auditors, of organisms and of the référent."""

from labelling.accreditation.rules import is_auditor
from labelling.audits.models import AuditFinding, AuditMission
from labelling.audits.rules import SENT
from labelling.organisms.rules import instructor, memberships
from portal.web import worklist

S, F = AuditMission.State, AuditFinding.State
LIMIT = 20
AUDITOR = {
    S.PROPOSED: "Répondre",
    S.ACCEPTED: "Planifier",
    S.PLANNED: "Préparer",
    S.IN_PROGRESS: "Coter",
    S.FIELDWORK_CLOSED: "Rédiger",
    S.DRAFT_REPORT: "Envoyer",
}
ORGANISM = {S.PLANNED: "Approuver le plan", S.CONTRADICTORY: "Donner nos observations"}
OFFICE = {S.FINAL_REPORT: "Valider", S.POSTPONED: "Reprendre"}
UNASSIGNED = (S.TO_ASSIGN, S.DECLINED)
SHOWN = (
    "reference",
    "audit_type",
    "state",
    "due_on",
    "organism_answered_at",
    "dossier__organism__name",
)
FINDING_SHOWN = (
    "number",
    "kind",
    "due_on",
    "mission__reference",
    "mission__dossier__organism__name",
    "criterion__code",
)
NC = (AuditFinding.Kind.NC_MINOR, AuditFinding.Kind.NC_MAJOR)


def _missions(user, **conditions):
    rows = AuditMission.objects.visible_to(user).filter(**conditions)
    rows = rows.select_related("dossier__organism").only(*SHOWN)
    return rows.order_by("due_on", "starts_on")[:LIMIT]


@worklist.provider
def of_auditor(user):
    """Missions where the auditor acts, those that wait for the organism, and answers to judge."""
    if not is_auditor(user):
        return
    for one in _missions(user, auditor__user=user, state__in=(*AUDITOR, S.CONTRADICTORY)):
        if one.hand == "l’auditeur":
            yield _task(worklist.DO, one, "vous", AUDITOR[one.state])
        else:
            yield _task(worklist.WAIT, one, one.hand)
    rows = AuditFinding.objects.visible_to(user)
    for one in _findings(rows.filter(mission__auditor__user=user, state=F.ANSWERED)):
        yield _finding(worklist.DO, one, "vous", "Juger la réponse")


@worklist.provider
def of_organism(user):
    """A mission to assign, a plan to approve, a report to answer, findings to treat."""
    mine = list(memberships(user))
    if not mine:
        return
    states = (*UNASSIGNED, *ORGANISM, S.PROPOSED, S.IN_PROGRESS)
    for one in _missions(user, dossier__organism__in=mine, state__in=states):
        if one.state in UNASSIGNED:
            yield _task(worklist.DO, one, "vous ou le référent label", "Choisir un auditeur")
        elif one.hand == "l’organisme" and not one.organism_answered_at:
            yield _task(worklist.DO, one, "vous", ORGANISM[one.state])
        else:
            yield _task(worklist.WAIT, one, "l’auditeur")
    rows = AuditFinding.objects.visible_to(user).filter(kind__in=NC, mission__state__in=SENT)
    rows = rows.filter(mission__dossier__organism__in=mine, state__in=(F.OPEN, F.REJECTED))
    for one in _findings(rows):
        yield _finding(worklist.DO, one, "vous", "Répondre")


@worklist.provider
def of_office(user):
    """Missions to assign or to validate; those that run are watched."""
    if not instructor(user, None):
        return
    decided, watched = (*UNASSIGNED, *OFFICE), (S.PROPOSED, S.CONTRADICTORY, S.DRAFT_REPORT)
    for one in _missions(user, state__in=decided):
        button = OFFICE.get(one.state, "Choisir un auditeur")
        yield _task(worklist.DO, one, "vous", button)
    for one in _missions(user, state__in=watched, due_on__isnull=False):
        yield _task(worklist.WATCH, one, one.hand)


def _findings(rows):
    rows = rows.select_related("mission__dossier__organism", "criterion").only(*FINDING_SHOWN)
    return rows.order_by("due_on")[:LIMIT]


def _task(where, mission, hand, button="Ouvrir"):
    title = f"{mission.get_audit_type_display()}, {mission.dossier.organism}"
    context = f"{mission.reference}, {mission.get_state_display().lower()}"
    return worklist.Task(
        where, title, context, mission.get_absolute_url(), hand, mission.due_on, button
    )


def _finding(where, finding, hand, button):
    title = f"{finding.get_kind_display()} {finding.number}, {finding.mission.dossier.organism}"
    context = f"{finding.mission.reference}, critère {finding.criterion.code}"
    url = finding.get_absolute_url()
    return worklist.Task(where, title, context, url, hand, finding.due_on, button)
