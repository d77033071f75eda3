"""Retention periods of spaces: charter acceptances, roles, membership notices."""

from django.db.models import Q

from community.spaces.models import Acceptance, Passage, SpaceMember
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def passages_over(limit):
    """Sent long enough ago; a current membership is kept, or its entry would be announced again."""
    return Q(told_on__lt=limit) & ~Q(kind="entry", is_over=False)


def roles_over(limit):
    return Q(until_on__lt=limit)


def charters_over(limit):
    """Once erased, the same version is read and accepted again."""
    return Q(accepted_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "space_passage",
        "Entrées et sorties des communautés",
        "votre nom, l’espace, le jour où votre entrée ou votre sortie vous a été dite",
        "le message",
        model=Passage,
        over=passages_over,
    )
)
register_keeping(
    Keeping(
        "space_role",
        "Rôles dans les communautés",
        "votre nom, votre groupe ou votre rôle, ses dates",
        "la fin du rôle",
        model=SpaceMember,
        over=roles_over,
    )
)
register_keeping(
    Keeping(
        "space_charter",
        "Chartes acceptées",
        "votre nom, la version acceptée, l’instant",
        "l’acceptation",
        model=Acceptance,
        over=charters_over,
    )
)
