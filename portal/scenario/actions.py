"""Scenario acts of the kernel."""

from datetime import date

from portal.account_desk.actions import propose
from portal.assignments import actions
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


@act("absence.declare", screen="absence_declare", who="qui tient une fonction")
def declare_absence(by, since, until, person=None):
    """« Absente du … au … », of oneself or of a colleague; both days included."""
    days = {"from_on": date.fromisoformat(str(since)), "until_on": date.fromisoformat(str(until))}
    return actions.declare(person or by, by=by, **days)


@act("absence.end", screen="absence_end", who="qui tient une fonction")
def end_absence(by, on):
    return actions.end(on, by=by)


@act("assignment.take", screen="assignment_take", who="le référent label")
def take_charge(by, on):
    """« Je m’en charge », of a dossier, a request, a mission, an accreditation, a label."""
    return actions.take(on, by=by)


@act("assignment.release", screen="assignment_release", who="le référent label")
def leave_charge(by, on):
    return actions.release(on, by=by)
