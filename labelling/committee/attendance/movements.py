"""Arrivals and departures at a session, added to its journal and never changed (BR-48)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from labelling.committee.models import Attendance
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, audit_log

ACT = "attend"
PRESENT = Attendance.Status.PRESENT


@dataclass(frozen=True)
class Movement:
    """Somebody who comes to a seat (its code), or leaves it, at an hour of the session's day."""

    seat: str
    rank: str
    person: int
    name: str
    is_arrival: bool
    at: str  # ISO, with its zone: what the journal keeps

    @property
    def moment(self):
        return datetime.fromisoformat(self.at).astimezone(clock.PARIS)

    @property
    def said(self):
        return (
            f"{self.name}, {'arrivée' if self.is_arrival else 'départ'} à {words.hour(self.moment)}"
        )


def list_movements(session):
    """The movements of a session, in the order in which they were noted."""
    lines = audit_log.entries_of(session).filter(act=ACT).order_by("seq")
    kept = lines.values_list("data", flat=True)
    return [Movement(**one) for data in kept for one in data.get("movements", ())]


def departure(session, user):
    """The departure of `user`, when it is the last that was noted of them; or None."""
    own = [one for one in list_movements(session) if one.person == user.pk]
    return own[-1] if own and not own[-1].is_arrival else None


def between(sittings, marks, at):
    """What changes in the room: `marks` maps a seat's primary key to (titulaire, suppléant) booleans."""
    found = []
    for sitting in sittings:
        was = (sitting.attendance.full_status, sitting.attendance.substitute_status)
        holders = (sitting.full, sitting.substitute)
        now = marks.get(sitting.seat.pk, (was[0] == PRESENT, was[1] == PRESENT))
        found += [
            Movement(
                sitting.seat.code,
                holder.rank,
                holder.user_id,
                str(holder.user),
                bool(comes),
                at.isoformat(),
            )
            for holder, before, comes in zip(holders, was, now, strict=True)
            if holder and (before == PRESENT) != bool(comes)
        ]
    return found


def problem(session, at, known):
    """Why a movement cannot be noted at that hour, or None: on the day, not to come, after the last one."""
    if session.state not in (session.State.PACK_SENT, session.State.OPEN):
        said = session.get_state_display().lower()
        return Problem(
            "attendance_closed",
            f"Les présences ne se notent plus\u00a0: la séance est «\u00a0{said}\u00a0».",
        )
    if at > clock.now():
        return Problem("movement_to_come", "Cette heure n’est pas encore venue.")
    last = max((one.moment for one in known), default=None)
    if last and at < last.replace(second=0, microsecond=0):  # an hour is typed to the minute
        return Problem(
            "movement_before_last",
            f"Le dernier mouvement noté est de {words.hour(last)}\u00a0: donnez une heure qui suit.",
        )
    return None


def kept(found):
    return [asdict(one) for one in found]
