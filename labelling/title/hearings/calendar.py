"""Calendar dates of hearings: the last day of the observations."""

from django.urls import reverse

from labelling.parties.organisms.rules import followed, why
from labelling.title.hearings.models import Hearing
from portal import calendar


def _until(user, row):
    return calendar.Moment(
        f"label-observations.{row.w1}",
        f"{row.w2}\u00a0: dernier jour des observations sur le label",
        "echeance",
        why(user, row.owner),
        day=row.day,
        url=reverse("labelling:hearing_detail", args=[row.w1]),
        detail=row.w1,
        sober=f"Label {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "hearing.until",
    tell=_until,
    words=("label__reference", "label__organism__name"),
    owner="label__organism",
)
def last_days(user):
    return followed(user, Hearing.objects.visible_to(user).running(), "label__organism")
