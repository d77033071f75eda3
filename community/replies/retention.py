"""Retention period of refused replies: one month."""

from datetime import timedelta

from django.db.models import Q

from community.threads.mails.models import RefusedReply
from portal.core import clock
from portal.retention.registry import Keeping, register_keeping

ONE = timedelta(days=1)


def over(limit):
    """Refused on `limit` or before, Paris time."""
    day = (
        clock.now()
        .astimezone(clock.PARIS)
        .replace(
            year=limit.year,
            month=limit.month,
            day=limit.day,
            hour=0,
            minute=0,
            second=0,
            microsecond=0,
        )
    )
    return Q(at__lt=day + ONE)


register_keeping(
    Keeping(
        "refused_reply",
        "Réponses par courriel refusées",
        "votre adresse et l’identifiant de votre courriel, jamais son texte",
        "leur refus",
        model=RefusedReply,
        over=over,
    )
)
