"""Invitations to a seat of the committee: who has no account yet takes the seat by accepting."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.committee.seats import mandates
from portal import access
from portal.access.models import User
from portal.accounts import invitations
from portal.core import clock
from portal.models import Invitation, Role
from portal.ui import words

PURPOSE = "committee.seat"

access.register_visibilities(
    Invitation,
    *(
        access.Visibility(
            label, "parce qu’il tient la composition", role=role, when=lambda: Q(purpose=PURPOSE)
        )
        for label, role in (
            ("le référent label", Role.REFERENT),
            ("le suppléant du référent", Role.DEPUTY),
            ("le secrétariat du comité", Role.SECRETARY),
        )
    ),
)


def waiting(user):
    """Those that nobody has accepted nor withdrawn, past their days included, with their seat."""
    rows = invitations.unanswered(PURPOSE).visible_to(user).order_by("created_at", "pk")
    seats = {seat.code: seat for seat in CommitteeSeat.objects.visible_to(user)}
    return [
        {
            "invitation": one,
            "seat": seats.get(one.data["seat"]),
            "rank": SeatHolder.Rank(one.data["rank"]).label,
            "since_on": date.fromisoformat(one.data["since_on"]),
        }
        for one in rows
    ]


@transaction.atomic
def invite_to_seat(by, *, seat, rank, since_on, email):
    """One invitation at a time for a seat and a rank: a former one stops working. The journal keeps no address."""
    mandates.check(by)
    seat = CommitteeSeat.objects.select_for_update().get(pk=seat.pk)
    mandates.refuse_asleep(seat)
    withdraw_all(seat, rank=rank)
    data = {"seat": seat.code, "rank": rank, "since_on": since_on.isoformat()}
    invitation = invitations.invite(email, by=by, purpose=PURPOSE, data=data)
    what = f"a invité une personne à tenir ce siège, {SeatHolder.Rank(rank).label}"
    mandates.tell(seat, by, "invite_to_seat", f"{what}, depuis le {words.day(since_on)}")
    return invitation


def pending():
    """Those that somebody may still accept."""
    return Invitation.objects.pending().filter(purpose=PURPOSE)


def name(by, *, email, **mandate):
    """Who has an account at this address takes the seat at once, anybody else is invited: the sentence of it."""
    if user := User.objects.filter(email__iexact=email).first():
        holder = hold(by, user=user, **mandate)
        return f"{holder.user} siège désormais\u00a0: {holder.seat}."
    made = invite_to_seat(by, email=email, **mandate)
    return f"Invitation envoyée à {made.email}. Elle vaut quatorze jours."


@transaction.atomic
def hold(by, *, seat, user, rank, since_on):
    """Who has an account takes the seat at once: whoever was invited to it is offered it no more."""
    holder = mandates.hold(by, seat=seat, user=user, rank=rank, since_on=since_on)
    withdraw_all(seat, rank=rank)
    return holder


@transaction.atomic
def invite_again(by, invitation):
    """The same seat by a new link; Refused once it is accepted or withdrawn."""
    mandates.check(by)
    found = invitations.lock_unanswered(invitation)
    seat = CommitteeSeat.objects.get(code=found.data["seat"])
    since_on = date.fromisoformat(found.data["since_on"])
    return invite_to_seat(
        by, seat=seat, rank=found.data["rank"], since_on=since_on, email=found.email
    )


@transaction.atomic
def withdraw(by, invitation):
    mandates.check(by)
    found = invitations.withdraw(invitation)
    seat = CommitteeSeat.objects.select_for_update().get(code=found.data["seat"])
    mandates.tell(seat, by, "uninvite_from_seat", "a annulé une invitation à tenir ce siège")
    return found


def withdraw_all(seat, **data):
    """A seat that sleeps, or a rank that somebody takes, is offered to nobody any more."""
    invitations.end_all(invitations.unanswered(PURPOSE, seat=seat.code, **data))


def take_seat(invitation, user):
    """Named by who invited them, on the day that was said, or today when it is past."""
    seat = CommitteeSeat.objects.get(code=invitation.data["seat"])
    since_on = max(date.fromisoformat(invitation.data["since_on"]), clock.today())
    named_by = invitation.invited_by
    mandates.take(named_by, seat=seat, user=user, rank=invitation.data["rank"], since_on=since_on)


def describe(invitation):
    """« siéger au comité de labellisation : Locataires, titulaire »."""
    seat = CommitteeSeat.objects.get(code=invitation.data["seat"])
    rank = SeatHolder.Rank(invitation.data["rank"]).label
    return f"siéger au comité de labellisation\u00a0: {seat}, {rank}"


invitations.register_purpose(PURPOSE, take_seat, describe, second_factor="dès que vous siégez")
