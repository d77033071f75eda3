"""Files of the committee packs: what a dossier must hold before the secretariat sends it."""

from django.db.models import Exists, OuterRef, Q

from labelling.committee.models import AgendaItem
from labelling.path.audits.eligibility import NOT_DONE
from labelling.path.audits.models import AuditMission, Report
from labelling.path.audits.rules import SENT
from labelling.path.dossiers.models import Piece, TenantInvolvement


def in_packs():
    """The Q of the stored files of every dossier on an agenda: pieces, tenants' minutes, reports.

    Of the audits the last one alone, the HQS diagnosis aside, as `pack.latest_mission` says of one
    dossier; never the organism's own evidence for its self-assessment.
    """
    listed = AgendaItem.objects.exclude(dossier=None).values("dossier")
    pieces = Piece.objects.filter(dossier__in=listed, is_current=True)
    meetings = TenantInvolvement.objects.filter(dossier__in=listed).exclude(file=None)
    reports = sent(Report.objects.filter(mission__in=_latest_missions(listed)))
    return (
        Q(pk__in=pieces.values("file"))
        | Q(pk__in=meetings.values("file"))
        | Q(pk__in=reports.values("file"))
    )


def done(rows):
    """The audits that the committee may read, the HQS diagnosis aside."""
    return rows.exclude(audit_type="hqs").exclude(state__in=NOT_DONE)


def sent(reports):
    """BR-39: what the auditor still writes is in no pack."""
    return reports.filter(mission__state__in=SENT)


def _latest_missions(dossiers):
    missions = done(AuditMission.objects.filter(dossier__in=dossiers))
    later = done(AuditMission.objects.filter(dossier=OuterRef("dossier"), pk__gt=OuterRef("pk")))
    return missions.exclude(Exists(later)).values("pk")
