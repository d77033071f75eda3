"""Retention periods of profiles and of messages between members."""

from django.db.models import Q

from community.people.models import Contact, Profile
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def profiles_over(limit):
    """Of people who no longer sign in, or never did."""
    seen = Q(person__last_seen_at__lt=start_of(limit))
    return seen | Q(person__last_seen_at=None, created_at__lt=start_of(limit))


def contacts_over(limit):
    return Q(since_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "profile",
        "Profils de l’annuaire des membres",
        "votre présentation et ce que vous dites savoir faire\u00a0; effacés dès que vous quittez l’annuaire",
        "votre dernière visite",
        model=Profile,
        over=profiles_over,
    )
)
register_keeping(
    Keeping(
        "contact",
        "Messages entre membres",
        "votre message et la réponse, lus de vous deux seuls",
        "la réponse, ou l’envoi",
        model=Contact,
        over=contacts_over,
    )
)
