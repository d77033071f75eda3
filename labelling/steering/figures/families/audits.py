"""Figures of audits: number by type and auditor, report delay, findings, non-conformities, mean score."""

from labelling.parties.accreditation.models import AuditType
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.steering.figures import events
from labelling.steering.figures.base import Family
from labelling.steering.figures.families import stock
from labelling.steering.figures.families.delays import MISSION, lasted
from labelling.steering.figures.families.flows import dated
from labelling.steering.figures.rules import office
from labelling.steering.figures.states import end_of
from labelling.title.labels.directory import scores
from portal.figures import Axis, Case, Measure

M, F, Kind = AuditMission.State, AuditFinding.State, AuditFinding.Kind
NC = (Kind.NC_MINOR, Kind.NC_MAJOR)
OWNER = "mission__dossier__organism"
audit = Family(
    "audits", source="les dates des audits et le journal", readers=office, unit="audits", **MISSION
)
FINDING = {
    "model": "labelling.auditfinding", "related": ("mission__dossier__organism",), "unit": "constats",
    "hides_small_cells": True,
}  # fmt: skip


def led(period):
    rows = AuditMission.objects.exclude(state=M.CANCELLED)
    return dated(rows, period, "closed_on", "dossier__organism")


def _of_type(audit_type):
    def cases(period):
        rows = AuditMission.objects.exclude(state=M.CANCELLED).filter(audit_type=audit_type)
        return dated(rows, period, "closed_on", "dossier__organism")

    return cases


def auditors(things):
    """{mission: name of its auditor}."""
    rows = AuditMission.objects.filter(pk__in=things).select_related("auditor__user")
    return {one.pk: str(one.auditor or "sans compte") for one in rows}


def _reported(period):
    """[(mission, day of its final report)]: the first one, whatever was sent back since."""
    found = events.first_days(events.steps(AuditMission, M.FINAL_REPORT, until=period.end))
    found = {key: day for key, day in found.items() if period.start <= day}
    rows = AuditMission.objects.filter(pk__in=found, closed_on__isnull=False)
    return [(one, found[one.pk]) for one in rows.select_related("dossier").order_by("pk")]


def report(period):
    return [
        Case(one.pk, one.organism_id, day, lasted(one.closed_on, day))
        for one, day in _reported(period)
    ]


def report_on_time(period):
    return [
        Case(one.pk, one.organism_id, day, int(day <= one.dossier.rules.due("D07d", one.closed_on)))
        for one, day in _reported(period)
    ]


def findings(period, *kinds):
    """Those of the reports validated in the period."""
    rows = AuditFinding.objects.filter(mission__in=AuditMission.objects.all())
    rows = rows.filter(kind__in=kinds) if kinds else rows
    return dated(rows, period, "mission__validated_on", OWNER)


def non_conformities(period):
    return findings(period, *NC)


def themes(things):
    """{finding: « T05 Traitement des demandes »}."""
    rows = AuditFinding.objects.filter(pk__in=things).order_by()
    told = rows.values_list("pk", "criterion__theme__code", "criterion__theme__title")
    return {pk: f"{code} {title}" for pk, code, title in told}


def kinds(things):
    rows = AuditFinding.objects.filter(pk__in=things).order_by()
    return {pk: Kind(kind).label for pk, kind in rows.values_list("pk", "kind")}


def _treated(period):
    """[(non-conformity, day of the final report, day of acceptance)] accepted in the period."""
    accepted = events.last_days(events.of_period(AuditFinding, period, F.ACCEPTED))
    rows = AuditFinding.objects.filter(pk__in=accepted, kind__in=NC)
    rows = list(rows.select_related("mission__dossier").order_by("pk"))
    missions = {one.mission_id for one in rows}
    told = events.steps(AuditMission, M.FINAL_REPORT, until=period.end, things=missions)
    reports = events.first_days(told)
    return [
        (one, reports[one.mission_id], accepted[one.pk])
        for one in rows
        if one.mission_id in reports
    ]


def treatment(period):
    return [
        Case(one.pk, one.organism_id, day, lasted(since, day))
        for one, since, day in _treated(period)
    ]


def treatment_on_time(period):
    return [
        Case(one.pk, one.organism_id, day,
             int(day <= one.mission.dossier.rules.due(one.deadline, since)))
        for one, since, day in _treated(period)
    ]  # fmt: skip


def repeated(period):
    """1 for a non-conformity on a criterion that had one in an earlier audit of the same organism."""
    rows = AuditFinding.objects.filter(kind__in=NC, mission__validated_on__lte=period.end)
    rows = rows.filter(mission__in=AuditMission.objects.all()).order_by(
        "mission__validated_on", "pk"
    )
    told = rows.values_list("pk", OWNER, "criterion__code", "mission", "mission__validated_on")
    first, found = {}, []
    for pk, organism, criterion, mission, day in told:
        before = first.setdefault((organism, criterion), mission)
        if day >= period.start:
            found.append(Case(pk, organism, day, int(before != mission)))
    return found


def returned(period):
    """Findings, strengths apart, on a criterion that had one in an earlier dossier of the same organism."""
    rows = AuditFinding.objects.exclude(kind=Kind.STRENGTH)
    rows = rows.filter(
        mission__in=AuditMission.objects.all(), mission__validated_on__lte=period.end
    )
    told = rows.order_by("mission__validated_on", "pk").values_list(
        "pk", OWNER, "criterion__code", "mission__dossier", "mission__validated_on"
    )
    first, found = {}, []
    for pk, organism, criterion, dossier, day in told:
        before = first.setdefault((organism, criterion), dossier)
        if day >= period.start and before != dossier:
            found.append(Case(pk, organism, day))
    return found


def criteria(things):
    """{finding: « T05.2 Chaque demande est accusée »}."""
    rows = AuditFinding.objects.filter(pk__in=things).order_by().select_related("criterion")
    return {one.pk: str(one.criterion) for one in rows}


def score(period):
    """Of each labelled organism of that day, what its last whole audit rated, in percent."""
    listed = {one.organism for one in stock.in_directory(period)}
    told = scores.latest(listed, until=end_of(period.end))
    return [Case(pk, pk, None, score) for pk, _family, _region, score in told]


audit(
    "led", "Audits menés", led, "Audits de tous types dont le terrain est clos.",
    "Missions non annulées dont la réunion de clôture est dans la période.",
    axes=(Axis("auditeur", "Par auditeur", auditors, office),),
)  # fmt: skip
for _type, _label in AuditType.choices:
    audit(
        f"led_{_type}", f"{_label}\u00a0: nombre", _of_type(_type),
        f"Audits de ce type dont le terrain est clos\u00a0: {_label}.",
        "Missions de ce type, non annulées, dont la réunion de clôture est dans la période.",
        axes=(Axis("auditeur", "Par auditeur", auditors, office),),
    )  # fmt: skip
audit.delay(
    "report", "De la clôture au rapport définitif", report,
    "Jours entre la réunion de clôture d’un audit et son rapport définitif.",
    "Premier rapport définitif moins réunion de clôture, pour les rapports rendus dans la période.",
    ("le rapport définitif (D07d)", report_on_time),
)  # fmt: skip
AXES = (Axis("theme", "Par thème", themes), Axis("nature", "Par nature", kinds))
audit(
    "findings", "Constats des rapports validés", findings, "Constats des audits, points forts compris.",
    "Constats des rapports validés dans la période.", axes=AXES, **FINDING,
)  # fmt: skip
audit(
    "nc", "Non-conformités des rapports validés", non_conformities, "Non-conformités mineures et majeures.",
    "Non-conformités des rapports validés dans la période.", axes=AXES, **FINDING,
)  # fmt: skip
audit.delay(
    "nc_treatment", "Traitement d’une non-conformité", treatment,
    "Jours entre le rapport définitif et l’acceptation de la réponse à une non-conformité.",
    "Dernière acceptation moins premier rapport définitif, pour les réponses acceptées dans la période.",
    ("la réponse à une non-conformité (D08, D08M)", treatment_on_time),
    is_additive=False,  # accepted again in another year: each tells its own last acceptance
    **{name: FINDING[name] for name in ("model", "related")},
)  # fmt: skip
audit(
    "nc_repeated", "Part des non-conformités répétées", repeated,
    "Part des non-conformités qui portent sur un critère déjà non conforme à un audit antérieur de l’organisme.",
    "Non-conformités répétées, divisées par celles des rapports validés dans la période.",
    **FINDING | {"measure": Measure.SHARE, "unit": "%"},
)  # fmt: skip
audit(
    "findings_back", "Constats qui reviennent", returned,
    "Constats, hors points forts, sur un critère qui en avait un dans un dossier antérieur de l’organisme.",
    "Constats des rapports validés dans la période dont l’organisme en avait un sur ce critère, dans un autre dossier.",
    axes=(*AXES, Axis("critere", "Par critère", criteria)), **FINDING,
)  # fmt: skip
audit(
    "score", "Score moyen", score,
    "Score moyen au dernier audit complet des organismes que l’annuaire montre comme labellisés.",
    "Moyenne, par organisme, de ce que l’auditeur a coté, pondéré comme le comité le lit.",
    measure=Measure.MEAN, unit="%", model="labelling.organism", related=(), is_stock=True, is_public=True,
    hides_small_cells=True, source="les cotations figées des audits",
)  # fmt: skip
