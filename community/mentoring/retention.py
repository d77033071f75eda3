"""Retention periods of mentorings that have ended and of their follow-ups."""

from django.db.models import Q

from community.mentoring.models import LIVE, Mentoring
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def over(limit):
    return ~Q(state__in=LIVE) & Q(since_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "mentoring",
        "Mentorats",
        "qui a proposé, accepté, répondu au suivi, et ses mots",
        "leur fin",
        model=Mentoring,
        over=over,
    )
)
