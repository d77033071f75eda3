"""Calendar dates of the actions of a plan, for those who carry them out."""

from django.db.models import Q
from django.urls import reverse

from labelling.parties.organisms.rules import OWN, memberships
from labelling.path.dossiers.models import LabelDossier
from labelling.path.plan.edits import HELD
from labelling.path.plan.models import Action
from portal import calendar

LEFT = ("dismissed", "discontinued", "refused")


def _moment(user, row):
    return calendar.Moment(
        f"action.{row.w1}.{row.w2}",
        f"Action {row.w2}\u00a0: {row.w3}",
        "echeance",
        OWN,
        day=row.day,
        url=reverse("labelling:plan_detail", args=[row.w1]),
        detail=f"Plan d’actions, {row.w1}",
        sober=f"Action {row.w2} du plan, {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "action",
    tell=_moment,
    words=("dossier__reference", "number", "title"),
    version="dossier__version",
    changed_at="dossier__since_at",
)
def actions(user):
    mine = memberships(user)
    if not mine:
        return None
    rows = Action.objects.visible_to(user).exclude(dossier__state__in=LEFT)
    held = LabelDossier.objects.filter(labels__state__in=HELD)
    rows = rows.filter(~Q(dossier__state="granted") | Q(dossier__in=held.values("pk")))
    return rows.filter(dossier__organism__in=list(mine), progress__in=("planned", "doing"))
