"""Retention of lost mail addresses."""

from django.db.models import Q

from portal.mail_desk.models import LostAddress
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def lost_over(limit):
    return Q(found_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "lost_address",
        "Adresses qui refusent les courriels",
        "l’adresse et la personne",
        "le constat",
        model=LostAddress,
        over=lost_over,
    )
)
