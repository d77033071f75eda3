"""Actions on mandates: a seat is taken and left, each in the journal of the seat; their dates are the history."""

from django.db import transaction
from django.db.models import Q

from labelling.committee.models import Attendance, CommitteeSeat, SeatHolder
from labelling.organisms.rules import instructor, secretary
from portal.access import affiliations
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log

may_edit = instructor | secretary


def check(by):
    if not may_edit(by, None):
        raise Forbidden(
            Problem("forbidden", "Seuls le référent et le secrétariat tiennent la composition.")
        )


def tell(seat, by, act, sentence):
    """One line of the journal of the seat; the caller holds its row, or has just made it."""
    audit_log.write(seat, by=by, act=act, sentence=f"{by} {sentence}.")


def hold(by, *, seat, user, rank, since_on=None):
    """Somebody takes a seat, named by who keeps the composition."""
    check(by)
    return take(by, seat=seat, user=user, rank=rank, since_on=since_on)


@transaction.atomic
def take(by, *, seat, user, rank, since_on=None):
    """Who held it in this rank leaves on the day before (BR-48); an accepted invitation comes here too."""
    since_on = since_on or clock.today()
    seat = CommitteeSeat.objects.select_for_update().get(pk=seat.pk)
    former = SeatHolder.objects.filter(seat=seat, rank=rank, until_on=None).first()
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
    tell(seat, by, "hold_seat", sentence)
    return holder


def refuse_asleep(seat):
    if not seat.is_active:
        raise Refused(
            Problem("asleep", f"{seat} est en sommeil\u00a0: réveillez d’abord ce siège.")
        )


def end(holder, day):
    if day < holder.since_on:
        since = words.day(holder.since_on)
        sentence = (
            f"{holder.user} tient ce siège depuis le {since}\u00a0: choisissez une date plus tard."
        )
        raise Refused(Problem("too_early", sentence))
    holder.until_on = day
    affiliations.forget(holder.user)
    holder.save(update_fields=["until_on"])
    later = Attendance.objects.filter(seat=holder.seat_id, session__held_on__gt=day)
    later.filter(is_replaced=True).update(
        is_replaced=False
    )  # who designated, or was, is there no more


@transaction.atomic
def leave(by, holder, *, until_on=None):
    """A mandate ends and nobody takes it over yet."""
    check(by)
    seat = CommitteeSeat.objects.select_for_update().get(pk=holder.seat_id)
    if not seat.holders.filter(pk=holder.pk, until_on=None).exists():
        raise Refused(Problem("over", f"Le mandat {words.of(holder.user)} a déjà pris fin."))
    end(holder, until_on or clock.today())
    who, last = f"{words.of(holder.user)}, {holder.get_rank_display()}", words.day(holder.until_on)
    tell(seat, by, "leave_seat", f"a mis fin au mandat {who}, le {last}")
    return holder


def current(code, rank):
    """Who holds the seat in this rank, or None."""
    rows = SeatHolder.objects.filter(seat__code=code, rank=rank, until_on=None)
    return rows.select_related("user", "seat").first()


def running(seat):
    """The mandates of a seat that do not end today or before, those to come included."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gt=clock.today())
    rows = SeatHolder.objects.filter(lasting, seat=seat.pk)
    return rows.select_related("user").order_by("rank", "since_on")
