"""Delays of the scheme, in days: median, 90th centile, and the share on time by the rules of each dossier."""

from django.db.models import F, Min

from labelling.committee.models import Decision
from labelling.parties.framework.binding import current_rules
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.figures import events
from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import OF_DECISION, within
from labelling.steering.figures.rules import committee, office
from portal.figures import Case

D, M = LabelDossier.State, AuditMission.State
delay = Family("delays", source="les dates des dossiers, des audits et des décisions", readers=office,
               model="labelling.labeldossier", related=("organism",)).delay  # fmt: skip
MISSION = {"model": "labelling.auditmission", "related": ("dossier__organism",)}
DECISION = {"readers": committee, **OF_DECISION}


def lasted(first, last):
    """Whole days from one to the other; what came in the other order took none."""
    return max((last - first).days, 0)


def _registered(period):
    rows = LabelDossier.objects.filter(**within(period, "registered_on"))
    return rows.filter(submitted_on__isnull=False).order_by("registered_on", "pk")


def registration(period):
    return [
        Case(
            one.pk, one.organism_id, one.registered_on, lasted(one.submitted_on, one.registered_on)
        )
        for one in _registered(period)
    ]


def registration_on_time(period):
    """From the last submission: what its organism took to complete it is not the office’s delay."""
    found = list(_registered(period))
    keys = [one.pk for one in found]
    deposits = {}
    for step in events.steps(LabelDossier, D.SUBMITTED, until=period.end, things=keys):
        deposits.setdefault(step.thing, []).append(step.day)
    told = []
    for one in found:
        days = [day for day in deposits.get(one.pk, ()) if day <= one.registered_on]
        due = one.rules.due("D01", days[-1] if days else one.submitted_on)
        told.append(Case(one.pk, one.organism_id, one.registered_on, int(one.registered_on <= due)))
    return told


def _hqs_then_audit(period):
    """[(audit, day of the HQS closing meeting)] of the audits that opened in the period."""
    rows = AuditMission.objects.exclude(audit_type="hqs").exclude(state=M.CANCELLED)
    rows = rows.filter(**within(period, "opened_on")).select_related("dossier")
    audits = list(rows.order_by("opened_on", "pk"))
    of_hqs = AuditMission.objects.filter(audit_type="hqs", closed_on__isnull=False)
    of_hqs = of_hqs.filter(dossier__in={one.dossier_id for one in audits}).order_by()
    closed = dict(
        of_hqs.values("dossier").annotate(day=Min("closed_on")).values_list("dossier", "day")
    )
    return [(one, closed[one.dossier_id]) for one in audits if one.dossier_id in closed]


def hqs_to_audit(period):
    return [
        Case(one.pk, one.organism_id, one.opened_on, lasted(day, one.opened_on))
        for one, day in _hqs_then_audit(period)
    ]


def hqs_to_audit_on_time(period):
    told = []
    for one, day in _hqs_then_audit(period):
        first, last = one.dossier.rules.deadlines["D06"].window(day)
        told.append(
            Case(one.pk, one.organism_id, one.opened_on, int(first <= one.opened_on <= last))
        )
    return told


def report_to_committee(period):
    """From the last report that the référent validated to the decision on its dossier."""
    rows = Decision.objects.filter(**within(period, "decided_on"), item__kind="label")
    rows = rows.annotate(dossier=F("item__dossier"), owner=F("item__dossier__organism"))
    decided = list(rows.order_by("decided_on", "pk"))
    audits = AuditMission.objects.exclude(audit_type="hqs").filter(validated_on__isnull=False)
    audits = audits.filter(dossier__in={one.dossier for one in decided}).order_by("validated_on")
    told, found = {}, []
    for dossier, day in audits.values_list("dossier", "validated_on"):
        told.setdefault(dossier, []).append(day)
    for one in decided:
        days = [day for day in told.get(one.dossier, ()) if day <= one.decided_on]
        if days:
            found.append(Case(one.pk, one.owner, one.decided_on, lasted(days[-1], one.decided_on)))
    return found


def _notified(period):
    rows = Decision.objects.filter(**within(period, "notified_on"), taken_over_on=None)
    rows = rows.select_related("item__session", "item__dossier", "item__label")
    return rows.order_by("notified_on", "pk")


def _organism(decision):
    holder = decision.item.dossier or decision.item.label
    return holder and holder.organism_id


def decision_to_notification(period):
    return [
        Case(one.pk, _organism(one), one.notified_on, lasted(one.decided_on, one.notified_on))
        for one in _notified(period)
    ]


def decision_to_notification_on_time(period):
    told = []
    for one in _notified(period):
        since = one.item.session.minutes_approved_on or one.decided_on
        is_kept = one.notified_on <= current_rules(one.decided_on).due("D10", since)
        told.append(Case(one.pk, _organism(one), one.notified_on, int(is_kept)))
    return told


def candidature_to_label(period):
    rows = LabelDossier.objects.filter(**within(period, "decided_on"), state=D.GRANTED)
    rows = rows.filter(dossier_type="initial", submitted_on__isnull=False)
    return [
        Case(one.pk, one.organism_id, one.decided_on, lasted(one.submitted_on, one.decided_on))
        for one in rows.order_by("decided_on", "pk")
    ]


delay(
    "registration", "Du dépôt à la recevabilité", registration,
    "Jours entre le premier dépôt d’un dossier et sa recevabilité.",
    "Date de recevabilité moins date du premier dépôt, pour les dossiers recevables dans la période.",
    ("le contrôle de complétude (D01), compté depuis le dernier dépôt", registration_on_time),
)  # fmt: skip
delay(
    "hqs_to_audit", "Du diagnostic HQS à l’audit", hqs_to_audit,
    "Jours entre la réunion de clôture du diagnostic HQS et l’ouverture de l’audit du même dossier.",
    "Ouverture de l’audit moins clôture du diagnostic, pour les audits ouverts dans la période.",
    ("la fenêtre de l’audit (D06)", hqs_to_audit_on_time), **MISSION,
)  # fmt: skip
delay(
    "report_to_committee", "Du rapport au comité", report_to_committee,
    "Jours entre la validation du rapport d’audit et la décision du comité sur le dossier.",
    "Date de décision moins dernière validation d’un rapport avant elle, pour les décisions de la période.",
    **DECISION,
)  # fmt: skip
delay(
    "notification", "De la décision à la notification", decision_to_notification,
    "Jours entre la décision du comité et sa notification.",
    "Date de notification moins date de décision, pour les décisions notifiées dans la période, hors reprises.",
    ("la notification (D10), comptée depuis l’approbation du relevé", decision_to_notification_on_time), **DECISION,
)  # fmt: skip
delay(
    "label", "De la candidature au label", candidature_to_label,
    "Jours entre le premier dépôt d’un dossier initial et la décision qui accorde le label.",
    "Date de décision moins date du premier dépôt, pour les dossiers initiaux accordés dans la période.",
)  # fmt: skip
