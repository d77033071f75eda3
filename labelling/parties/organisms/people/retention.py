"""Retention: a member of an organism keeps their account."""

from django.db.models import Q

from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.people.models import Delegation, Handover
from portal.retention.accounts import register_account_use
from portal.retention.registry import Keeping, register_keeping


def over(limit):
    """Since its last day, or the day it was taken back."""
    return Q(until_on__lte=limit) | Q(ended_on__lte=limit)


register_keeping(
    Keeping(
        "delegation",
        "Délégations de signature",
        "qui délègue et à qui, les dates, l’acte",
        "leur dernier jour",
        model=Delegation,
        over=over,
    )
)
register_keeping(
    Keeping(
        "handover",
        "Reprises après un départ",
        "qui est parti, qui reprend et quand",
        "la reprise",
        model=Handover,
        over=lambda limit: Q(done_on__lte=limit),
    )
)
register_account_use(
    "membership",
    lambda: Membership._base_manager.filter(is_active=True).values("user_id"),
    "l’accès à un organisme",
)
