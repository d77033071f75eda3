"""Actions on seats and mandates: add a seat, take it, leave it; their dates are the history."""

from django.db import transaction

from labelling.committee import seating
from labelling.committee.models import CommitteeSeat, CommitteeSession, SeatHolder, sitting
from labelling.organisms.rules import instructor, secretary
from portal.access import affiliations
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused

may_edit = instructor | secretary


def _check(by):
    if not may_edit(by, None):
        raise Forbidden(
            Problem("forbidden", "Seuls le référent et le secrétariat tiennent la composition.")
        )


@transaction.atomic
def add_seat(by, *, code, label, college, **facts):
    """A new seat is called to the sessions that are not open yet."""
    _check(by)
    seat = CommitteeSeat.objects.create(code=code, label=label, college=college, **facts)
    coming = ("draft", "convened", "pack_sent")
    for session in CommitteeSession.objects.filter(state__in=coming):
        seating.prepare(session)
    return seat


@transaction.atomic
def hold(by, *, seat, user, rank, since_on=None):
    """Somebody takes a seat; who held it in this rank leaves on the day before (BR-48)."""
    _check(by)
    since_on = since_on or clock.today()
    CommitteeSeat.objects.select_for_update().get(pk=seat.pk)
    former = SeatHolder.objects.filter(seat=seat, rank=rank, until_on=None).first()
    if former and former.user_id == user.pk:
        return former
    if former:
        _end(former, working_days.add_days(since_on, -1))
    affiliations.forget(user)
    return SeatHolder.objects.create(seat=seat, user=user, rank=rank, since_on=since_on)


def _end(holder, day):
    if day < holder.since_on:
        since = words.day(holder.since_on)
        sentence = (
            f"{holder.user} tient ce siège depuis le {since} : choisissez une date plus tard."
        )
        raise Refused(Problem("too_early", sentence))
    holder.until_on = day
    affiliations.forget(holder.user)
    holder.save(update_fields=["until_on"])


def leave(by, holder, *, until_on=None):
    """A mandate ends and nobody takes it over yet."""
    _check(by)
    _end(holder, until_on or clock.today())
    return holder


def current(code, rank):
    """Who holds the seat in this rank, or None."""
    rows = SeatHolder.objects.filter(seat__code=code, rank=rank, until_on=None)
    return rows.select_related("user", "seat").first()


def composition(user):
    """Seats by college, with who holds them today."""
    seats = CommitteeSeat.objects.visible_to(user).filter(is_active=True)
    held = {}
    for holder in _holders(user):
        held.setdefault((holder.seat_id, holder.rank), holder)
    return [
        {
            "seat": seat,
            "full": held.get((seat.pk, "full")),
            "substitute": held.get((seat.pk, "substitute")),
        }
        for seat in seats
    ]


def _holders(user):
    rows = SeatHolder.objects.visible_to(user).filter(sitting())
    return rows.select_related("user", "seat").order_by("-since_on")
