"""Scenario acts of hearings."""

from labelling.title.hearings.models import Hearing
from portal.scenario import act


@act("hearing.of", why="il nomme une phase contradictoire ouverte, pour la suite du scénario")
def find_hearing(by, label, on=None):
    """The hearing that runs on a label."""
    return Hearing.objects.running().get(label=label)
