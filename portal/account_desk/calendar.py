"""Calendar dates of proposals: the day after which nobody can confirm them."""

from django.urls import reverse

from portal import calendar
from portal.access.offices import desk
from portal.account_desk.models import AccountChange

WHY = "parce que ces changements se décident à deux"


def _tell(_user, row):
    return calendar.Moment(
        f"proposition.{row.w1}",
        "Proposition sur un compte\u00a0: dernier jour pour répondre",
        "echeance",
        WHY,
        day=row.day,
        url=reverse("account_change", args=[row.w1]),
        detail=row.w1,
        sober=f"Proposition {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates("account_change", tell=_tell, words=("reference",))
def proposals(user):
    if not desk(user, None):
        return None
    return AccountChange.objects.visible_to(user).filter(state=AccountChange.State.PROPOSED)
