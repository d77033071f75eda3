"""Calendar dates of surveys: the last day to answer, while one is open."""

from django.urls import reverse

from community.polls.models import Survey
from portal import calendar

WHY = "parce que cette enquête est ouverte dans un espace que vous lisez"


def _closing(user, row):
    return calendar.Moment(
        f"enquete.{row.w1}",
        f"Dernier jour pour répondre\u00a0: {row.w2}",
        "echeance",
        WHY,
        day=row.day,
        url=reverse("community:survey", args=[row.w3, row.w1]),
        detail=row.w4,
        sober="Dernier jour pour répondre à une enquête",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "survey",
    tell=_closing,
    day="closes_on",
    words=("reference", "title", "space__slug", "space__name"),
)
def closings(user):
    return Survey.objects.visible_to(user).filter(state=Survey.State.OPEN)
