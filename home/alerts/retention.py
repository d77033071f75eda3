"""Retention period of alerts: unconfirmed addresses expire, confirmed ones end when their owner says so."""

from django.db.models import Q

from home.alerts.models import Alert
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def over(limit):
    return Q(confirmed_at=None, ended_at=None, asked_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "alert",
        "Demandes d’alerte, sans confirmation",
        "l’adresse électronique\u00a0; une fois l’alerte confirmée, elle reste jusqu’à son arrêt",
        "la demande",
        model=Alert,
        over=over,
    )
)
