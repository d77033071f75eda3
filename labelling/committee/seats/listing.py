"""Listing of the seats: who holds them and who presides, the seats asleep, the history of one and of a person."""

from labelling.committee.models import CommitteeSeat, SeatHolder, sitting
from labelling.parties.accreditation.models import Auditor
from labelling.parties.organisms.models import Membership
from portal.models import Role
from portal.workflow import audit_log

FULL, SUBSTITUTE = SeatHolder.Rank.FULL, SeatHolder.Rank.SUBSTITUTE
Function = CommitteeSeat.Function


def composition(user):
    """Seats by college, with who holds them today and the other seats of that person."""
    held, seats_of = {}, {}
    for holder in _holders(user):
        if held.setdefault((holder.seat_id, holder.rank), holder) is holder:
            seats_of.setdefault(holder.user_id, []).append(holder)
    return [
        {
            "seat": seat,
            "full": held.get((seat.pk, FULL)),
            "full_also": _also(held.get((seat.pk, FULL)), seats_of),
            "substitute": held.get((seat.pk, SUBSTITUTE)),
            "substitute_also": _also(held.get((seat.pk, SUBSTITUTE)), seats_of),
        }
        for seat in CommitteeSeat.objects.visible_to(user).filter(is_active=True)
    ]


def presiding(rows):
    """[(the word of the function, its row of the composition or None)], the présidence first."""
    found = {row["seat"].function: row for row in rows}
    wanted = (Function.CHAIR, Function.VICE_CHAIR)
    return [(one.label.capitalize(), found.get(one)) for one in wanted]


def asleep(user):
    return CommitteeSeat.objects.visible_to(user).filter(is_active=False)


def mandates_of(user, seat):
    """Who held the seat and when, the latest first, with the other mandates of each."""
    visible = SeatHolder.objects.visible_to(user)
    rows = list(visible.filter(seat=seat).select_related("user").order_by("-since_on", "rank"))
    elsewhere = {}
    others = visible.filter(user__in=[row.user_id for row in rows]).exclude(seat=seat)
    for other in others.select_related("seat").order_by("-since_on", "seat__order"):
        elsewhere.setdefault(other.user_id, []).append(other)
    return [{"holder": row, "others": elsewhere.get(row.user_id, ())} for row in rows]


def person(user, number):
    """All the mandates of a person, the latest first; nothing of who never had any."""
    rows = SeatHolder.objects.visible_to(user).filter(user=number)
    return list(rows.select_related("user", "seat").order_by("-since_on", "seat__order"))


def other_offices(someone):
    """What they are beside, in words: for an organism, as an auditor, in the office (BR-53)."""
    held = Membership.objects.filter(user=someone, is_active=True).select_related("organism")
    found = [f"{one.organism}, {one.get_function_display().lower()}" for one in held]
    found += [f"Auditeur, {one.firm}" for one in Auditor.objects.filter(user=someone)]
    return [*found, *(Role(code).label.capitalize() for code in sorted(someone.roles))]


def changes_of(seat):
    """The journal of the seat; the caller has got it by visible_to."""
    return audit_log.entries_of(seat)


def _also(holder, seats_of):
    """« Caisse des dépôts, suppléant », of the other seats that the same person holds today."""
    if holder is None:
        return ""
    others = [one for one in seats_of[holder.user_id] if one is not holder]
    return "\u00a0; ".join(f"{one.seat}, {one.get_rank_display()}" for one in others)


def _holders(user):
    rows = SeatHolder.objects.visible_to(user).filter(sitting(), seat__is_active=True)
    return rows.select_related("user", "seat").order_by("-since_on", "seat__order", "rank")
