"""Ballots that still count of people who sit no more: the président lets them stand, or voids the vote (BR-56)."""

from django.db.models import Exists, F, OuterRef

from labelling.committee.models import (
    AgendaItem,
    Ballot,
    InterestDeclaration,
    SeatHolder,
    sitting,
)
from labelling.committee.rules import presiding
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting

UNDECIDED = (AgendaItem.State.OPEN, AgendaItem.State.CLOSED)


def ballots():
    """The current ballots of votes not validated, whose voter holds that seat no more, on which nobody has ruled."""
    held = SeatHolder.objects.filter(sitting(), seat=OuterRef("seat"), user=OuterRef("user"))
    withdrew = InterestDeclaration.objects.filter(
        item=OuterRef("item"), user=OuterRef("user"), has_interest=True, lifted_by=None
    )
    rows = Ballot.objects.filter(
        item__state__in=UNDECIDED, round=F("item__round"), is_current=True, let_stand_at=None
    )
    return rows.exclude(Exists(held) | Exists(withdrew))


def waiting():
    """The expression of a point that waits for the président's word."""
    return Exists(ballots().filter(item=OuterRef("pk")))


def waiting_ballots(item):
    """The ballots of a point that wait, with who cast them; never what they say.

    Nothing is asked of a point read with `has_departed=waiting()` that has none.
    """
    if item.state not in UNDECIDED or not vars(item).get("has_departed", True):
        return []
    rows = ballots().filter(item=item.pk).select_related("seat", "user")
    return list(rows.order_by("seat__order", "seat__code"))


def let_stand(item, *, by, reason):
    """What was cast while the mandate ran counts; `void` is the other answer."""
    if not presiding(by, item):
        text = presiding.refusal(by, item) or f"Seule {presiding.label} maintient ces votes."
        raise Forbidden(Problem("forbidden", text))
    data = {}
    with acting(
        item,
        by=by,
        act="let_stand",
        reason=reason,
        data=data,
        sentence="a maintenu les votes déposés par des personnes dont le mandat a pris fin",
    ) as current:
        found = waiting_ballots(current)
        if not found:
            raise Refused(Problem("none_departed", "Aucun vote n’attend votre décision ici."))
        data["people"] = [str(one.user) for one in found]
        Ballot.objects.filter(pk__in=[one.pk for one in found]).update(let_stand_at=clock.now())
