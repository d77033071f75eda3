"""Actions on mandates: a seat is taken and left, each in the journal of the seat; their dates are the history."""

from django.db import transaction
from django.db.models import Q

from labelling.committee import notices
from labelling.committee.attendance import seating
from labelling.committee.models import (
    AgendaItem,
    Attendance,
    CommitteeSeat,
    CommitteeSession,
    SeatHolder,
)
from labelling.committee.seats import departures
from labelling.parties.organisms.rules import instructor, secretary
from portal.access import affiliations
from portal.core import clock, working_days
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

may_edit = instructor | secretary
S = CommitteeSession.State
MEETING = (S.PACK_SENT, S.OPEN)  # who is there is noted, or votes


def check(by):
    if not may_edit(by, None):
        raise Forbidden(
            Problem("forbidden", "Seuls le référent et le secrétariat tiennent la composition.")
        )


def tell(seat, by, act, sentence):
    """One line of the journal of the seat; the caller holds its row, or has just made it."""
    return audit_log.write(seat, by=by, act=act, sentence=f"{by} {sentence}.")


def hold(by, *, seat, user, rank, since_on=None):
    """Somebody takes a seat, named by who keeps the composition."""
    check(by)
    return take(by, seat=seat, user=user, rank=rank, since_on=since_on)


@transaction.atomic
def take(by, *, seat, user, rank, since_on=None):
    """Who held it in this rank leaves on the day before (BR-48); an accepted invitation comes here too."""
    since_on = since_on or clock.today()
    lock_meetings(seat)
    seat = CommitteeSeat.objects.select_for_update().get(pk=seat.pk)
    former = lasting(since_on).filter(seat=seat, rank=rank).order_by("-since_on").first()
    if former and former.user_id == user.pk:
        return former
    refuse_asleep(seat)
    if former:
        end(former, working_days.add_days(since_on, -1))
    affiliations.forget(user)
    holder = SeatHolder.objects.create(seat=seat, user=user, rank=rank, since_on=since_on)
    after = f", après {former.user}" if former else ""
    sentence = (
        f"a nommé {user}, {holder.get_rank_display()}, depuis le {words.day(since_on)}{after}"
    )
    entry = tell(seat, by, "hold_seat", sentence)
    tell_presidency(former, entry)
    return holder


def refuse_asleep(seat):
    if not seat.is_active:
        raise Refused(
            Problem("asleep", f"{seat} est en sommeil\u00a0: réveillez d’abord ce siège.")
        )


def end(holder, day, *, at=None):
    """`at`: at once, at that hour of `day`; else with its evening."""
    if day < holder.since_on:
        since = words.day(holder.since_on)
        sentence = (
            f"{holder.user} tient ce siège depuis le {since}\u00a0: choisissez une date plus tard."
        )
        raise Refused(Problem("too_early", sentence))
    holder.until_on, holder.ended_at = day, at
    affiliations.forget(holder.user)
    holder.save(update_fields=["until_on", "ended_at"])
    later = Attendance.objects.filter(seat=holder.seat_id, session__held_on__gt=day)
    later.filter(is_replaced=True).update(
        is_replaced=False
    )  # who designated, or was, is there no more


@transaction.atomic
def leave(by, holder, *, until_on=None):
    """A mandate ends with the evening of a day, else at once, and nobody takes it over yet.

    Who leaves at once leaves the room too: the sessions are locked first, so that no ballot comes in between.
    """
    check(by)
    lock_meetings(holder.seat)
    seat = CommitteeSeat.objects.select_for_update().get(pk=holder.seat_id)
    if not lasting(clock.today()).filter(pk=holder.pk).exists():
        raise Refused(Problem("over", f"Le mandat {words.of(holder.user)} a déjà pris fin."))
    now, today = clock.now(), clock.today()
    who = f"{words.of(holder.user)}, {holder.get_rank_display()}"
    if until_on:
        end(holder, until_on)
        last = f"le {words.day(until_on)}"
    else:
        _leave_rooms(holder, by)
        end(holder, today, at=now)
        last = f"dès maintenant, le {words.moment(now)}"
    entry = tell(seat, by, "leave_seat", f"a mis fin au mandat {who}, {last}")
    tell_presidency(holder, entry)
    return holder


def lock_meetings(seat):
    """The sessions that call the seat and meet, locked before the seat, as whoever votes locks them."""
    rows = CommitteeSession.objects.filter(state__in=MEETING, attendances__seat=seat.pk)
    return list(rows.order_by("held_on", "pk").select_for_update(of=("self",), no_key=True))


def _leave_rooms(holder, by):
    """The departure is noted in the rooms where they are (BR-48)."""
    there = {f"{holder.rank}_status": Attendance.Status.PRESENT, "session__state__in": MEETING}
    for row in Attendance.objects.filter(seat=holder.seat_id, **there).select_related("session"):
        marks = [row.full_status, row.substitute_status]
        is_here = [status == Attendance.Status.PRESENT for status in marks]
        is_here[holder.rank == SeatHolder.Rank.SUBSTITUTE] = False
        seating.note(row.session, {row.seat_id: is_here}, by=by)


def tell_presidency(holder, entry):
    """BR-56: the président learns which votes still count of who sits no more."""
    if holder is None:
        return
    rows = departures.ballots().filter(seat=holder.seat_id, user=holder.user_id)
    for item in AgendaItem.objects.filter(pk__in=rows.values("item")):
        outbox.write(notices.DEPARTED, item, entry, topic="labelling/committee")


def lasting(day):
    """The mandates that are not over on `day`, those to come included."""
    return SeatHolder.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), ended_at__isnull=True
    )


def current(code, rank):
    """Who holds the seat in this rank, or is to, or None."""
    rows = lasting(clock.today()).filter(seat__code=code, rank=rank)
    return rows.select_related("user", "seat").order_by("since_on").first()


def running(seat):
    """The mandates of a seat that are not over, those to come included."""
    rows = lasting(clock.today()).filter(seat=seat.pk)
    return rows.select_related("user").order_by("rank", "since_on")
