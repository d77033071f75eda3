"""Scenario acts of the kernel."""

from portal.ops import worker
from portal.scenario import act


@act("clock.run", why="le travail de chaque heure le fait, personne ne l’appelle")
def run_clock(by, **_):
    """What the hourly job does, at the date of the act."""
    if failed := worker.run_clock().failed:
        raise RuntimeError(f"the clock’s jobs failed: {failed}")
