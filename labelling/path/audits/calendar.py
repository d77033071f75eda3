"""Calendar dates of audits: days on site, meetings, due dates, findings to treat."""

from django.db.models import Q
from django.urls import reverse

from labelling.parties.accreditation.models import AuditType
from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.organisms.rules import OFFICE, OWN, instructor, memberships
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.rules import NON_CONFORMITIES, SENT
from portal import calendar

S, F = AuditMission.State, AuditFinding.State
WORDS = ("reference", "state", "dossier__organism__name", "audit_type")
SHAPE = {"words": WORDS, "owner": "dossier__organism", "other": "auditor__user"}
calendar.register_kind("audit", "Audits", "clipboard", order=30)
HIS = "parce que vous êtes l’auditeur de cette mission"
MEETINGS = {
    "tenants": ("plan_tenants_on", "rencontre des représentants de locataires"),
    "opened": ("opened_on", "réunion d’ouverture"),
    "closed": ("closed_on", "réunion de clôture"),
}


def mine(user, rows, prefix=""):
    """Missions of the person: as member of the organism, as auditor, or as whoever instructs."""
    if instructor(user, None):
        return rows
    held = Q(**{f"{prefix}dossier__organism__in": list(memberships(user))})
    if is_auditor(user):
        held |= Q(**{f"{prefix}auditor__user": user.pk})
    elif not memberships(user):
        return None
    return rows.filter(held)


def _why(user, row):
    if row.other == user.pk:
        return HIS
    return OWN if row.owner in memberships(user) else OFFICE


def _moment(user, row, code, said, kind):
    reference = row.w1
    return calendar.Moment(
        f"{code}.{reference}",
        f"{row.w3}\u00a0: {said}",
        kind,
        _why(user, row),
        day=row.day,
        until=row.until,
        url=reverse("labelling:mission_detail", args=[reference]),
        detail=reference,
        sober=f"Audit {reference}",
        revised_at=row.changed_at,
        revision=row.version,
        is_cancelled=row.w2 == S.CANCELLED,
    )


def _due(user, row):
    said = f"{AuditType(row.w4).label.lower()}, {S(row.w2).label.lower()}"
    return _moment(user, row, "audit", said, "echeance")


def _visit(user, row):
    return _moment(user, row, "audit-sur-place", AuditType(row.w4).label.lower(), "audit")


@calendar.dates("audit", tell=_due, **SHAPE)
def due(user):
    rows = AuditMission.objects.visible_to(user)
    return mine(user, rows.exclude(state__in=(S.VALIDATED, S.CLOSED, S.CANCELLED)))


@calendar.dates("visit", tell=_visit, day="starts_on", until="ends_on", **SHAPE)
def visits(user):
    """Those accepted or more; a cancelled one is still told, as cancelled."""
    rows = AuditMission.objects.visible_to(user)
    return mine(user, rows.exclude(state__in=(S.TO_ASSIGN, S.PROPOSED, S.DECLINED, S.POSTPONED)))


def _meeting(name, field, said):
    def moment(user, row):
        return _moment(user, row, f"audit-{name}", said, "audit")

    @calendar.dates(name, tell=moment, day=field, **SHAPE)
    def rows(user):
        return mine(user, AuditMission.objects.visible_to(user))

    return rows


for _name, (_field, _said) in MEETINGS.items():
    _meeting(_name, _field, _said)


def _finding(user, row):
    return calendar.Moment(
        f"constat.{row.w1}.{row.w2}",
        f"{row.w3}\u00a0: {AuditFinding.Kind(row.w4).label.lower()} {row.w2}",
        "echeance",
        _why(user, row),
        day=row.day,
        url=reverse("labelling:finding_detail", args=[row.w1, row.w2]),
        detail=row.w1,
        sober=f"Constat {row.w2}, {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "finding",
    tell=_finding,
    words=("mission__reference", "number", "mission__dossier__organism__name", "kind"),
    owner="mission__dossier__organism",
    other="mission__auditor__user",
)
def findings(user):
    """BR-39: the organism's, once the report is sent."""
    rows = AuditFinding.objects.visible_to(user)
    rows = rows.filter(kind__in=NON_CONFORMITIES, state__in=(F.OPEN, F.REJECTED, F.ANSWERED))
    sent = Q(mission__state__in=SENT) | Q(mission__auditor__user=user.pk)
    return mine(user, rows.filter(sent), "mission__")
