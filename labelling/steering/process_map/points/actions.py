"""Points of a snapshot: read by their rules, alerts raised when a threshold is reached, ended once it is not."""

from labelling.steering.process_map.models import AlertPoint, PointReading
from labelling.steering.process_map.points import notices
from labelling.steering.process_map.points.indicators import INDICATORS
from labelling.steering.process_map.points.rules import ALERT, rules
from portal.access.references import next_reference
from portal.notifications import outbox
from portal.workflow import audit_log


def read(snapshot, log):
    """The readings of a snapshot, in place of those that it had."""
    day, found = snapshot.taken_on, {}
    snapshot.readings.all().delete()
    made = []
    for rule in rules(day):
        asked = (rule.indicator, rule.months)
        if asked not in found:
            found[asked] = INDICATORS[rule.indicator].read(log, rule.months, day)
        counted = found[asked]
        made.append(
            PointReading(
                snapshot=snapshot,
                code=rule.code,
                rules=rule.version,
                threshold=rule.threshold,
                value=counted.value,
                population=counted.population,
                cases=list(counted.cases),
                is_reached=rule.is_reached(counted.value, counted.population),
            )
        )
    return PointReading.objects.bulk_create(made)


def follow(readings, day):
    """Raise an alert for each rule whose threshold is reached; settle those whose figures say that it is over.

    Too few cases say nothing: what was raised goes on. A rule that no version states any more is over.
    """
    alerts = {one.code: one for one in rules(day) if one.kind == ALERT}
    running = {one.code: one for one in AlertPoint.objects.filter(ended_on=None)}
    told = {one.code: one for one in readings if one.code in alerts}
    for code, reading in told.items():
        if reading.is_reached and code not in running:
            raise_alert(code, day)
    for code, alert in running.items():
        reading = told.get(code)
        is_told = reading is None or reading.population >= alerts[code].at_least
        if is_told and not (reading and reading.is_reached):
            alert.workflow.fire(alert, "settle")


def raise_alert(code, day):
    """The alert of a rule, told to the office."""
    alert = AlertPoint.objects.create(
        reference=next_reference("QH-AL", day.year), code=code, raised_on=day
    )
    sentence = f"Le portail a relevé le point d’alerte «\u00a0{alert.title}\u00a0»."
    entry = audit_log.write(alert, by=None, act="raise", sentence=sentence, target=alert.state)
    outbox.write(notices.RAISED, alert, entry, topic=notices.TOPIC)
    return alert
