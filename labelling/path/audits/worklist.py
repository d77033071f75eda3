"""Tasks of audits on a member's home: missions and findings, for auditors, organisms and the référent."""

from django.db.models import Exists, OuterRef

from labelling.parties.accreditation.auditors.ties import bars
from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.framework.deadlines import with_delay
from labelling.parties.organisms.rules import instructor, memberships
from labelling.path.audits import eligibility
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.rules import LED, NON_CONFORMITIES, SENT
from labelling.path.dossiers.models import STOPPED
from portal.core.working_days import Delay
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
    S.CONTRADICTORY: "Rendre définitif",  # once the organism has answered, or its time is over
}
ORGANISM = {S.PLANNED: "Approuver le plan", S.CONTRADICTORY: "Donner nos observations"}
OFFICE = {S.FINAL_REPORT: "Valider", S.POSTPONED: "Reprendre"}
UNASSIGNED = (S.TO_ASSIGN, S.DECLINED)
WATCHED = (S.PROPOSED, S.CONTRADICTORY, S.DRAFT_REPORT)


def _missions(user, **conditions):
    rows = AuditMission.objects.visible_to(user).filter(**conditions)
    return rows.order_by("due_on", "starts_on")


def _audited(_user, one):
    if one.hand == "l’auditeur":
        return _task(worklist.DO, one, "vous", AUDITOR[one.state])
    return _task(worklist.WAIT, one, one.hand)


@worklist.source("dossier__organism", "dossier__rules", tell=_audited, most=LIMIT)
def of_auditor(user):
    """Missions where the auditor acts, those that wait for the organism."""
    if not is_auditor(user):
        return None
    return _missions(user, auditor__user=user, state__in=AUDITOR)


def _answered(_user, one):
    return _finding(worklist.DO, one, "vous", "Juger la réponse")


@worklist.source("mission__dossier__organism", "criterion", tell=_answered, most=LIMIT)
def findings_to_judge(user):
    if not is_auditor(user):
        return None
    rows = AuditFinding.objects.visible_to(user).exclude(mission__dossier__state__in=STOPPED)
    return rows.filter(mission__auditor__user=user, state=F.ANSWERED).order_by("due_on")


def _carried(_user, one):
    return _finding(worklist.DO, one, "vous", "Vérifier l’effet")


@worklist.source("mission__dossier__organism", "criterion", tell=_carried, most=LIMIT)
def findings_to_verify(user):
    """BR-36: answers accepted at a former audit of an organism that this person audits now."""
    if not is_auditor(user):
        return None
    later = AuditMission.objects.filter(
        auditor__user=user, state__in=LED, pk__gt=OuterRef("mission")
    )
    later = later.filter(dossier__organism=OuterRef("mission__dossier__organism"))
    rows = AuditFinding.objects.visible_to(user).filter(
        Exists(later), state=F.ACCEPTED, kind__in=NON_CONFORMITIES
    )
    return rows.order_by("mission", "number")


def _own(_user, one):
    if one.state in UNASSIGNED and one.is_chosen_by_organism:
        return _task(worklist.DO, one, "vous ou le référent label", "Choisir un auditeur")
    if one.state in UNASSIGNED:
        return _task(worklist.WAIT, one, one.hand)
    if one.hand == "l’organisme" and not one.organism_answered_at:
        return _task(worklist.DO, one, "vous", ORGANISM[one.state])
    return _task(worklist.WAIT, one, "l’auditeur")


@worklist.source("dossier__organism", "dossier__rules", tell=_own)
def of_organism(user):
    """A mission to assign, a plan to approve, a report to answer."""
    mine = list(memberships(user))
    if not mine:
        return None
    states = (*UNASSIGNED, *ORGANISM, S.PROPOSED, S.IN_PROGRESS)
    return _missions(user, dossier__organism__in=mine, state__in=states)


def _to_treat(_user, one):
    return _finding(worklist.DO, one, "vous", "Répondre")


@worklist.source("mission__dossier__organism", "criterion", tell=_to_treat, most=LIMIT)
def findings_to_answer(user):
    mine = list(memberships(user))
    if not mine:
        return None
    rows = AuditFinding.objects.visible_to(user).filter(
        kind__in=NON_CONFORMITIES, mission__state__in=SENT
    )
    rows = rows.exclude(mission__dossier__state__in=STOPPED)
    rows = rows.filter(mission__dossier__organism__in=mine, state__in=(F.OPEN, F.REJECTED))
    return rows.order_by("due_on")


def _decided(_user, one):
    return _task(worklist.DO, one, "vous", OFFICE.get(one.state, "Choisir un auditeur"))


@worklist.source(
    "dossier__organism",
    "dossier__rules",
    tell=_decided,
    most=LIMIT,
    is_shared=worklist.of_an_office,
)
def of_office(user):
    """Missions to assign or to validate."""
    if not instructor(user, None):
        return None
    return _missions(user, state__in=(*UNASSIGNED, *OFFICE))


def _tied(_user, one):
    """Nothing where the tie is older than the look-back (D19)."""
    if not bars(one.tie_until_on, one.starts_on, Delay.parse(one.delay).count):
        return None
    title = f"{one.dossier.organism}\u00a0: un lien est déclaré par l’auditeur ou son cabinet"
    url, context = one.get_absolute_url(), f"{one.reference}, {one.get_state_display().lower()}"
    return worklist.Task(worklist.DO, title, context, url, "vous", one.due_on, "Décider")


@worklist.source("dossier__organism", tell=_tied, is_shared=worklist.of_an_office)
def tied_missions(user):
    """BR-27: accepted missions whose auditor, or whose firm, has told a tie with the organism since."""
    if not instructor(user, None):
        return None
    seen = AuditMission.objects.visible_to(user)
    rows = eligibility.tied_missions().filter(pk__in=seen.values("pk"))
    return with_delay(rows, "D19", OuterRef("dossier__rules"))


def _watched(_user, one):
    return _task(worklist.WATCH, one, one.hand)


@worklist.source(
    "dossier__organism",
    "dossier__rules",
    tell=_watched,
    most=LIMIT,
    is_shared=worklist.of_an_office,
)
def watched_missions(user):
    """Running missions, for the office."""
    if not instructor(user, None):
        return None
    return _missions(user, state__in=WATCHED, due_on__isnull=False)


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
