"""Scenario act of the performance of the label: its reading of a day."""

from labelling.steering.performance.snapshots import take
from portal.scenario import act


@act("performance.take", why="le travail de chaque matin le fait, personne ne l’appelle")
def take_reading(by):
    """The reading of the performance of the label of that day."""
    take()
