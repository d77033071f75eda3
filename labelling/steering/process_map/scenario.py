"""Scenario acts of the process map: the snapshot of a day, the alert that it raised."""

from labelling.steering.process_map.models import AlertPoint
from labelling.steering.process_map.snapshots import take
from portal.scenario import act
from portal.workflow import Problem, Refused


@act("process_map.take", why="le travail de chaque matin le fait, personne ne l’appelle")
def take_snapshot(by):
    """The snapshot of the process map of that day, with its points."""
    return take()


@act("process_map.alert", why="il nomme un point d’alerte qui existe, pour la suite du scénario")
def alert_of(by, code):
    """The alert that runs for a rule (late_reports, no_quorum…)."""
    found = AlertPoint.objects.filter(code=code, ended_on=None).first()
    if found is None:
        raise Refused(Problem("no_alert", f"Aucun point d’alerte «\u00a0{code}\u00a0» ne court."))
    return found
