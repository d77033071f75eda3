"""Calendar dates of the evolutions of the label: the meetings of the Commission and of the COMEX, once known."""

from django.urls import reverse

from labelling.committee.governance.models import Evolution
from labelling.committee.governance.rules import follower
from portal import calendar

WHY = "parce que vous suivez les évolutions du label"
MEETINGS = {
    Evolution.State.PROPOSED: "Avis de la Commission nationale attendu",
    Evolution.State.ENDORSED: "Décision du COMEX attendue",
    Evolution.State.DECIDED: "Version des règles à préparer",
}


def _moment(_user, row):
    return calendar.Moment(
        f"evolution.{row.w1}",
        f"{MEETINGS[Evolution.State(row.w3)]}\u00a0: {row.w2}",
        "echeance",
        WHY,
        day=row.day,
        url=reverse("labelling:evolution", args=[row.w1]),
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates("evolution", tell=_moment, words=("reference", "title", "state"))
def meetings(user):
    if not follower(user, None):
        return None
    return Evolution.objects.visible_to(user).filter(state__in=MEETINGS, due_on__isnull=False)
