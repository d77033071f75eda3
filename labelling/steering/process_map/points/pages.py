"""Context of the pages of the points: each rule with its last reading, its history, its cases, its alerts."""

from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import TruncMonth
from django.http import Http404

from labelling.steering.process_map.listing import things_of
from labelling.steering.process_map.models import AlertPoint, PointReading
from labelling.steering.process_map.points.indicators import INDICATORS
from labelling.steering.process_map.points.rules import (
    ALERT,
    STRONG,
    PointRule,
    in_force,
    rule_of,
    rules,
)
from labelling.steering.process_map.reading import Stay, latest
from portal.access import who_sees
from portal.ui import words
from portal.web.pagination import Paginator

A_PAGE, MONTHS = 25, 24  # cases of a page, months that are told


@dataclass(frozen=True)
class RuleStatus:
    """A rule with what it read last, and the alert that runs."""

    rule: PointRule
    reading: PointReading | None = None
    alert: AlertPoint | None = None

    @property
    def value(self):
        return value_said(self.rule, self.reading.value if self.reading else None)

    @property
    def threshold(self):
        return threshold_said(self.rule)

    @property
    def badge(self):
        """(words, tone, icon) of how it stands."""
        if self.reading is None or self.reading.population < self.rule.at_least:
            return "Trop peu de cas", "quiet", "clock"
        if self.rule.kind == STRONG:
            reached = ("Point fort", "ok", "tick")
            return reached if self.reading.is_reached else ("Pas encore", "quiet", "clock")
        reached = ("Seuil atteint", "warn", "triangle")
        return reached if self.reading.is_reached else ("Sous le seuil", "ok", "tick")


def value_said(rule, value):
    """« 24 % » of an alert, « 92 % » of what went well of a strong point, « 0,8 audit pour un auditeur »."""
    if value is None:
        return "aucun cas"
    unit = INDICATORS[rule.indicator].unit
    if unit != "%":
        return words.count(round(value, 1), *unit)
    return f"{words.number(round(value if rule.kind == ALERT else 100 - value))}\u00a0%"


def threshold_said(rule):
    if INDICATORS[rule.indicator].unit != "%":
        return f"à partir de {words.number(rule.threshold)}"
    if rule.kind == ALERT:
        return f"à partir de {words.number(rule.threshold)}\u00a0%"
    return f"au moins {words.number(100 - rule.threshold)}\u00a0%"


def points_page(user):
    snapshot = latest()
    readings = {one.code: one for one in snapshot.readings.visible_to(user)} if snapshot else {}
    alerts = AlertPoint.objects.visible_to(user).select_related("charge").filter(ended_on=None)
    running = {one.code: one for one in alerts}
    told = [RuleStatus(rule, readings.get(rule.code), running.get(rule.code)) for rule in rules()]
    ended = AlertPoint.objects.visible_to(user).filter(ended_on__isnull=False)
    return {
        "snapshot": snapshot,
        "version": in_force(),
        "alerts": [one for one in told if one.rule.kind == ALERT],
        "strong": [one for one in told if one.rule.kind == STRONG],
        "ended": ended.order_by("-ended_on", "-pk")[:10],
    }


def point_page(user, code, query, alert=None):
    """A rule, its cases that this person sees, its readings, its alerts; 404 of what no version states."""
    rule = rule_of(code)
    if rule is None:
        raise Http404
    indicator = INDICATORS[rule.indicator]
    past = _by_month(PointReading.objects.visible_to(user).filter(code=code))
    reading = past[0] if past else None
    alerts = AlertPoint.objects.visible_to(user).filter(code=code).select_related("charge")
    alerts = list(alerts.order_by("-raised_on", "-pk"))
    alert = alert or next((one for one in alerts if one.ended_on is None), None)
    keys = reading.cases if reading else []
    rows = indicator.machine.model.objects.visible_to(user).filter(pk__in=keys)
    page = Paginator(rows.order_by("-pk").values_list("pk", flat=True), A_PAGE)
    page = page.get_page(query.get("page"))
    return {
        "told": RuleStatus(rule, reading, alert),
        "rule": rule,
        "alert": alert,
        "alerts": alerts,
        "offers": alert.workflow.offers(alert, user) if alert else (),
        "page": page,
        "things": things_of(indicator.machine, [Stay(key, None) for key in page]),
        "has_organisms": bool(indicator.machine.organism),
        "past": [(one.snapshot.taken_on, value_said(rule, one.value), one) for one in past],
        "curve": _curve(rule, past),
        "version": in_force(),
        "seen": who_sees(alert) if alert else (),
    }


def _by_month(readings):
    """The last reading of each month, the latest first."""
    months = readings.order_by().annotate(month=TruncMonth("snapshot__taken_on")).values("month")
    last = months.annotate(last=Max("snapshot__taken_on")).values("last")
    rows = readings.filter(snapshot__taken_on__in=last).select_related("snapshot")
    return list(rows.order_by("-snapshot__taken_on")[:MONTHS])


def _curve(rule, past):
    """(day, value) pairs in order of time, of the readings that have one."""
    is_strong = rule.kind == STRONG and INDICATORS[rule.indicator].unit == "%"
    return [
        (
            words.day(one.snapshot.taken_on, short=True),
            round(100 - one.value if is_strong else one.value, 1),
        )
        for one in reversed(past)
        if one.value is not None
    ]
