"""Tasks of organisms on a member's home: who succeeds a colleague whose address is lost."""

from django.db.models import Q

from labelling.organisms.models import Membership
from labelling.organisms.rules import memberships
from portal import access
from portal.models import LostAddress
from portal.ui import words
from portal.web.worklist import DO, Task, source

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


def _succession(_user, row):
    return Task(
        DO,
        f"Dire qui succède {words.to(row.user)}",
        f"{row.organism}\u00a0: son adresse ne reçoit plus les courriels du label",
        row.organism.get_absolute_url(),
        "vous",
    )


@source(
    "user__first_name", "user__last_name", "organism__name", "organism__slug",
    tell=_succession, most=MOST,
)  # fmt: skip
def successions(user):
    """One task for each colleague whose address is lost; it links to the members of the organism."""
    mine = memberships(user)
    if not mine:
        return None
    lost = LostAddress.still_lost_of("user__lost__")
    return Membership.objects.filter(lost, organism__in=mine, is_active=True).exclude(user=user)
