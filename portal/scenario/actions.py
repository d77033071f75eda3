"""Scenario acts of the kernel."""

from portal.account_desk.proposing import propose
from portal.ops import worker
from portal.scenario import act


@act("clock.run", why="le travail de chaque heure le fait, personne ne l’appelle")
def run_clock(by, **_):
    """What the hourly job does, at the date of the act."""
    if failed := worker.run_clock().failed:
        raise RuntimeError(f"the clock’s jobs failed: {failed}")


@act("account.propose", screen="role_give", who="la technique")
def propose_change(by, kind, reason, person=None, role="", email=""):
    """Propose that a role be given or taken, an account closed or reopened; the other office confirms it."""
    return propose(kind, by=by, reason=reason, person=person, role=role, email=email)
