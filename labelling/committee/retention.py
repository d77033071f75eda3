"""Retention of sessions, votes and decisions (BR-93)."""

from django.db.models import Q

from labelling.committee.models import InterestDeclaration
from labelling.committee.seats import SeatHolder
from portal.core import clock
from portal.retention.accounts import register_account_use
from portal.retention.register import KEPT, NEVER, Keeping, register_keeping


def seated():
    """Those whose mandate runs, or has still to begin."""
    rows = SeatHolder._base_manager.filter(Q(until_on=None) | Q(until_on__gte=clock.today()))
    return rows.values("user_id")


def declared(limit):
    """Counted: a trigger keeps what was declared once the vote of its point is closed (BR-51)."""
    return Q(item__session__held_on__lte=limit)


register_account_use("seat", seated, "un siège au comité")
register_keeping(
    Keeping(
        "interests",
        "Déclarations d’intérêts des membres du comité",
        "le lien déclaré avec un organisme",
        "la séance",
        model=InterestDeclaration,
        over=declared,
        ending=KEPT,
    )
)
register_keeping(
    Keeping(
        "decision",
        "Relevés de décisions et décisions du comité",
        "le nom des membres présents et le sens de leur vote",
        "la décision",
        ending=NEVER,
    )
)
