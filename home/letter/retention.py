"""Retention periods of subscriptions: unconfirmed addresses expire, confirmed ones end when their owner says so."""

from django.db.models import Q

from home.letter.models import Subscription
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def over(limit):
    return Q(confirmed_at=None, ended_at=None, asked_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "subscription",
        "Demandes d’abonnement à la lettre, sans confirmation",
        "l’adresse électronique\u00a0; une fois l’abonnement confirmé, elle reste jusqu’au désabonnement",
        "la demande",
        model=Subscription,
        over=over,
    )
)
