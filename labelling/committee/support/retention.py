"""Retention of requests for advisory support: erased some time after they are over."""

from django.db.models import Q

from labelling.committee.support.models import SupportRequest
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping

OVER = ("done", "declined", "withdrawn")

register_keeping(
    Keeping(
        "support_request",
        "Appuis-conseils",
        "ce qu’un organisme a demandé, qui l’a demandé et mené, le compte rendu ou le motif du refus",
        "leur clôture",
        model=SupportRequest,
        over=lambda limit: Q(state__in=OVER, since_at__lt=start_of(limit)),
    )
)
