"""Permission rules of audit missions, and what a mission opens to its auditor (BR-38)."""

from django.db.models import F, Q

from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import member, memberships
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.dossiers.models import LabelDossier
from portal import documents
from portal.access import Visibility, register_visibilities, rule
from portal.core import clock

UNDER_WAY = ("accepted", "planned", "in_progress", "fieldwork_closed", "draft_report")
UNDER_WAY += ("contradictory", "final_report", "validated", "closed", "postponed")
SEEN = ("proposed", *UNDER_WAY, "cancelled")  # the organism's own evidence waits for acceptance
# From the first day of an audit until its report is validated.
LED = ("in_progress", "fieldwork_closed", "draft_report", "contradictory", "final_report")
SENT = ("contradictory", "final_report", "validated", "closed")
NON_CONFORMITIES = (AuditFinding.Kind.NC_MINOR, AuditFinding.Kind.NC_MAJOR)


def running(prefix="", states=SEEN):
    """The Q of missions whose auditor still has access, along a path."""
    recent = Q(**{f"{prefix}finished_on__isnull": True})
    recent |= Q(**{f"{prefix}auditor_until_on__gte": clock.today()})
    return Q(**{f"{prefix}state__in": states}) & recent


@rule("l’auditeur de la mission")
def assigned(user, thing):
    """BR-30: the auditor of this mission, and nobody else."""
    mission = getattr(thing, "mission", thing)
    return mission.auditor_id is not None and mission.auditor.user_id == user.pk


@rule("l’auditeur du prochain audit")
def following(user, finding):
    """BR-36: who leads a later audit of the organism sees there whether the answer had its effect."""
    later = AuditMission.objects.filter(
        auditor__user=user, state__in=LED, pk__gt=finding.mission_id
    )
    return later.filter(dossier__organism=finding.organism_id).exists()


@rule("un membre de l’organisme")
def choosing(user, mission):
    """The organism proposes its mission to an auditor, unless the rules leave that to the USH."""
    return member(user, mission) and mission.is_chosen_by_organism


def reads_report(user, mission):
    """BR-39: the organism reads ratings, findings and report once the auditor has sent them."""
    return mission.state in SENT or mission.organism_id not in memberships(user)


def but_unsent_reports(user):
    """BR-39 for files: the organism’s people fetch no report that the auditor has not sent."""
    unsent = AuditMission.objects.filter(dossier__organism__in=memberships(user))
    unsent = unsent.exclude(state__in=SENT)
    return ~Q(kind="report", holder_id__in=unsent.values("pk"))


documents.register_holder(AuditMission, narrowed=but_unsent_reports)
AUDITOR = Visibility(
    "l’auditeur",
    "pour sa mission, puis quelques jours",
    path="auditor__user",
    where=running,
    ties=is_auditor,
)
register_visibilities(AuditMission, AUDITOR)
register_visibilities(
    LabelDossier,
    Visibility(
        "l’auditeur de la mission",
        "pour sa mission, puis quelques jours",
        path="missions__auditor__user",
        where=lambda: running("missions__", UNDER_WAY),
        ties=is_auditor,
    ),
)
register_visibilities(
    Organism,
    Visibility(
        "l’auditeur d’une mission",
        "parce qu’il audite l’organisme",
        path="dossiers__missions__auditor__user",
        where=lambda: running("dossiers__missions__", UNDER_WAY),
        ties=is_auditor,
    ),
)
LATER = "mission__dossier__organism__dossiers__missions__"
register_visibilities(
    AuditFinding,
    Visibility(
        "l’auditeur du prochain audit",
        "pour vérifier l’effet de la réponse à une non-conformité",
        path=f"{LATER}auditor__user",
        where=lambda: (
            running(LATER, LED)
            & Q(**{f"{LATER}pk__gt": F("mission__pk")})
            & Q(kind__in=NON_CONFORMITIES, mission__state__in=SENT)
        ),
        ties=is_auditor,
    ),
)
