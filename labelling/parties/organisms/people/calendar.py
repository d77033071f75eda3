"""Calendar dates of an organism: the last day of its delegations of signature."""

from django.urls import reverse

from labelling.parties.organisms.people.models import Delegation
from labelling.parties.organisms.rules import OWN, memberships
from portal import calendar
from portal.ui import words

PERSON = "membership__user"


def _last_day(_user, row):
    return calendar.Moment(
        f"delegation.{row.pk}",
        f"Dernier jour de la délégation de signature {words.of(f'{row.w1} {row.w2}')}",
        "echeance",
        OWN,
        day=row.day,
        url=reverse("labelling:organism_people", args=[row.w3]),
        detail=row.w4,
        sober="Fin d’une délégation de signature",
        revised_at=row.changed_at,
    )


@calendar.dates(
    "delegation",
    tell=_last_day,
    day="until_on",
    version="",
    changed_at="recorded_at",
    words=(
        f"{PERSON}__first_name",
        f"{PERSON}__last_name",
        "membership__organism__slug",
        "membership__organism__name",
    ),
)
def last_days(user):
    mine = memberships(user)
    if not mine:
        return None
    rows = Delegation.objects.visible_to(user).filter(ended_on=None, membership__is_active=True)
    return rows.filter(membership__organism__in=list(mine))
