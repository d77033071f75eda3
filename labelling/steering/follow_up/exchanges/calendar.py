"""Calendar dates of the follow-up: the day on which the office takes up an exchange again."""

from django.urls import reverse

from labelling.parties.organisms.rules import OFFICE
from labelling.steering.follow_up.models import Exchange
from labelling.steering.follow_up.rules import office
from portal import calendar


def _moment(_user, row):
    return calendar.Moment(
        f"echange.{row.w1}",
        f"{row.w2}\u00a0: {row.w3 or 'échange à reprendre'}",
        "echeance",
        OFFICE,
        day=row.day,
        url=reverse("labelling:exchange_settle", args=[row.w1]),
        detail=row.w1,
        sober=f"Échange {row.w1}",
        revised_at=row.changed_at,
    )


@calendar.dates(
    "exchange",
    tell=_moment,
    day="next_on",
    version="",
    changed_at="recorded_at",
    words=("reference", "organism__name", "next_step"),
)
def exchanges(user):
    if not office(user, None):
        return None
    return Exchange.objects.visible_to(user).current().filter(done_at=None)
