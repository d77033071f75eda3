"""Retention of the proposals on roles and accounts; their journal stays."""

from django.db.models import Q

from portal.account_desk.models import AccountChange
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def answered_over(limit):
    """Those that wait end by themselves after fourteen days."""
    return Q(since_at__lt=start_of(limit)) & ~Q(state=AccountChange.State.PROPOSED)


register_keeping(
    Keeping(
        "account_change",
        "Propositions sur les fonctions et les comptes",
        "la personne concernée, qui a proposé, qui a répondu, et le motif",
        "leur réponse",
        model=AccountChange,
        over=answered_over,
    )
)
