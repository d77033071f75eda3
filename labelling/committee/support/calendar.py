"""Calendar dates of advisory support: the day agreed with the organism."""

from django.urls import reverse

from labelling.committee.support.models import SupportRequest
from labelling.committee.support.workflow import OPEN
from labelling.parties.organisms.rules import followed, why
from portal import calendar


def _moment(user, row):
    return calendar.Moment(
        f"appui.{row.w1}",
        f"{row.w2}\u00a0: appui-conseil",
        "echeance",
        why(user, row.owner),
        day=row.day,
        url=reverse("labelling:support", args=[row.w1]),
        detail=f"{row.w1}, {row.w3}",
        sober=f"Appui-conseil {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "support", tell=_moment, words=("reference", "organism__name", "subject"), owner="organism"
)
def supports(user):
    rows = SupportRequest.objects.visible_to(user).filter(state__in=OPEN)
    return followed(user, rows, "organism")
