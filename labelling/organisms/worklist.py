"""When a person's address is lost, the others of the organism are asked who succeeds."""

from django.db.models import Q

from labelling.organisms.models import Membership
from labelling.organisms.rules import memberships
from portal import access
from portal.models import LostAddress
from portal.web.worklist import DO, Task, provider

MOST = 5
FELLOWS = "person__memberships__organism__memberships"


def both_act():
    return Q(person__memberships__is_active=True, **{f"{FELLOWS}__is_active": True})


access.register_visibilities(
    LostAddress,
    access.Visibility(
        "les autres personnes de l’organisme",
        "parce qu’elles disent qui succède",
        path=f"{FELLOWS}__user",
        where=both_act,
    ),
)


@provider
def successions(user):
    """One a colleague who is no longer reached; it leads to the organism's people. One query."""
    if not memberships(user):
        return []
    rows = Membership.objects.filter(
        LostAddress.still_lost_of("user__lost__"), organism__in=memberships(user), is_active=True
    )
    return [
        Task(
            DO,
            f"Dire qui succède à {row.user}",
            f"{row.organism}\u00a0: son adresse ne reçoit plus les courriels du label",
            row.organism.get_absolute_url(),
            "l’organisme",
        )
        for row in rows.exclude(user=user).select_related("user", "organism").distinct()[:MOST]
    ]
