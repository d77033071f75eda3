"""Attendance of a session by seat: titulaire or suppléant who speaks, on each point (BR-48, BR-49, BR-52)."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import FETCH_PEERS, Prefetch, prefetch_related_objects

from labelling.committee.attendance import movements
from labelling.committee.models import (
    Attendance,
    CommitteeSeat,
    CommitteeSession,
    SeatHolder,
)
from portal.core import clock
from portal.ui import words
from portal.workflow import Refused, acting

HOLDERS = Prefetch("seat__holders", SeatHolder.objects.select_related("user").order_by("since_on"))
# For a step, which counts seats: the people, all at once, where it names one.
KEYS = Prefetch("seat__holders", SeatHolder.objects.fetch_mode(FETCH_PEERS).order_by("since_on"))
S = CommitteeSession.State
OVER = (S.CLOSED, S.MINUTES_DRAFT, S.MINUTES_APPROVED, S.ARCHIVED, S.CANCELLED, S.RECONVENED)
PRESENT, ABSENT = Attendance.Status.PRESENT, Attendance.Status.ABSENT


@dataclass
class Sitting:
    """A seat in the room: its holders, who of them is there, and who speaks for it."""

    seat: CommitteeSeat
    attendance: Attendance
    full: SeatHolder | None = None
    substitute: SeatHolder | None = None
    is_written: bool = False
    recused: frozenset = frozenset()  # people, by primary key
    voter: SeatHolder | None = None

    @property
    def holders(self):
        return [holder for holder in (self.full, self.substitute) if holder]

    def is_here(self, holder):
        """A written consultation has no room: everybody may answer, but who has designated the suppléant."""
        if holder is None:
            return False
        is_full = holder.rank == SeatHolder.Rank.FULL
        if self.is_written:
            return not (is_full and self.is_replaced)
        status = self.attendance.full_status if is_full else self.attendance.substitute_status
        return status == PRESENT

    def is_recused(self, holder):
        return holder is not None and holder.user_id in self.recused

    def may_speak(self, holder):
        return self.is_here(holder) and not self.is_recused(holder)

    @property
    def is_replaced(self):
        """The suppléant sits, designated before the session."""
        return self.attendance.is_replaced and self.full is not None and self.substitute is not None

    @property
    def announced(self):
        """Who is to sit, before anybody is noted; "" for who holds the seat."""
        if not self.is_replaced:
            return ""
        return f"{self.substitute.user}, suppléant, en remplacement {words.of(self.full.user)}"

    @property
    def is_out(self):
        """The seat left the room: who would sit withdrew, and nobody sits in their place."""
        if self.voter:
            return False
        if self.is_recused(self.full):
            return True
        return (
            not self.is_here(self.full)
            and self.is_here(self.substitute)
            and self.is_recused(self.substitute)
        )

    @property
    def status(self):
        if self.voter:
            return "present"
        return "recused" if self.is_out else "away"

    def is_of(self, user):
        """Whether what `note` says is said of `user`: who speaks, else who withdrew or is missed."""
        if self.voter:
            return self.voter.user_id == user.pk
        about = (
            [one for one in self.holders if self.is_recused(one)] if self.is_out else [self.full]
        )
        return any(one and one.user_id == user.pk for one in about)

    @property
    def mandate(self):
        """In whose place the suppléant votes, and why, in a sentence; "" when the titulaire votes (BR-49)."""
        if self.voter is None or self.voter is self.full:
            return ""
        if self.full is None:
            return "Vous votez\u00a0: votre siège n’a pas de titulaire."
        if self.is_recused(self.full):
            why = "en retrait de ce point"
        elif self.is_here(self.full):
            why = "qui vote pour un autre siège"
        elif self.is_replaced:
            why = "qui vous a laissé son siège pour cette séance"
        else:
            why = "dont l’absence est notée"
        return f"Vous votez en remplacement {words.of(self.full.user)}, {why}."

    @property
    def note(self):
        if self.voter:
            return f"{self.voter.user}, {self.voter.get_rank_display()}"
        return "en retrait" if self.is_out else "absent"


@dataclass
class Room:
    """The seats of a session as read once; `on(recused)` resolves them for a point."""

    session: object
    attendances: list
    holders: dict

    def on(self, recused=frozenset()):
        """Titulaire first, suppléant when the titulaire is absent or withdrew (BR-49).

        One person speaks for one seat only, the first in order (BR-48).
        """
        spoken, rows = set(), []
        for attendance in self.attendances:
            full = self.holders.get((attendance.seat_id, SeatHolder.Rank.FULL))
            substitute = self.holders.get((attendance.seat_id, SeatHolder.Rank.SUBSTITUTE))
            row = Sitting(
                attendance.seat, attendance, full, substitute, self.session.is_written, recused
            )
            row.voter = next(
                (h for h in row.holders if row.may_speak(h) and h.user_id not in spoken), None
            )
            if row.voter:
                spoken.add(row.voter.user_id)
            rows.append(row)
        return rows

    def person_at(self, code, rank):
        """Who holds the seat of this code in this rank, or None."""
        seats = {attendance.seat.code: attendance.seat_id for attendance in self.attendances}
        holder = self.holders.get((seats.get(code), rank))
        return holder.user if holder else None

    def places(self):
        """{person: « code/rank » of their seat}, as addresses name them."""
        codes = {attendance.seat_id: attendance.seat.code for attendance in self.attendances}
        return {h.user_id: f"{codes[seat]}/{rank}" for (seat, rank), h in self.holders.items()}

    @property
    def keys(self):
        """Everybody who holds a seat of this session, by primary key alone."""
        return list(dict.fromkeys(holder.user_id for holder in self.holders.values()))

    @property
    def people(self):
        """Everybody who holds a seat of this session, by primary key."""
        return {holder.user_id: holder.user for holder in self.holders.values()}


def prefetched(session, holders=HOLDERS):
    """The room of a page that only reads: `read` asks nothing more of this very object after that."""
    prefetch_related_objects([session], "attendances")
    return read(session, holders)


def read(session, holders=HOLDERS):
    """The room of a session, in two queries: as it is today, or as it was on the day it was held once it is over.

    A written consultation goes on after its day: whose mandate has ended meanwhile answers no more.
    """
    is_over = session.state in OVER
    day = min(clock.today(), session.held_on) if is_over else clock.today()
    attendances = sorted(session.attendances.all(), key=lambda one: (one.seat.order, one.seat.code))
    prefetch_related_objects(attendances, holders)
    left_by = _began_at(session) if is_over else None
    rows = [h for one in attendances for h in one.seat.holders.all() if _runs(h, day, left_by)]
    return Room(session, attendances, {(h.seat_id, h.rank): h for h in rows})


def _runs(holder, day, left_by):
    """Who left at once sits no more; in a session that is over, they sat if they left after it began."""
    if holder.ended_at and (left_by is None or holder.ended_at < left_by):
        return False
    return holder.since_on <= day and (holder.until_on is None or holder.until_on >= day)


def _began_at(session):
    return datetime.combine(session.held_on, session.starts_at or time.min, clock.PARIS)


def prepare(session):
    """Every active seat is called, those created since included."""
    called = session.attendances.values("seat")
    missing = CommitteeSeat.objects.filter(is_active=True).exclude(pk__in=called)
    rows = [Attendance(session=session, seat=seat, noted_at=clock.now()) for seat in missing]
    Attendance.objects.bulk_create(rows)


def note(session, marks, *, by, at=None, expected_version=None):
    """Record who is in the room: `marks` maps a seat's primary key to (titulaire, suppléant) booleans.

    The journal keeps who came and who left, at `at` (now by default): nothing of it changes afterwards (BR-48).
    """
    data, at = {}, at or clock.now()
    with acting(
        session,
        by=by,
        act=movements.ACT,
        sentence="a noté les présences",
        expected_version=expected_version,
        data=data,
    ) as current:
        if found := movements.problem(current, at, movements.list_movements(current)):
            raise Refused(found)
        data["movements"] = movements.kept(movements.between(read(current).on(), marks, at))
        rows = [a for a in current.attendances.all() if a.seat_id in marks]
        for row in rows:
            full, substitute = marks[row.seat_id]
            row.full_status = PRESENT if full else ABSENT
            row.substitute_status = PRESENT if substitute else ABSENT
            row.noted_at = clock.now()
        Attendance.objects.bulk_update(rows, ["full_status", "substitute_status", "noted_at"])
    return current
