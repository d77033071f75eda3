"""Calendar dates of labels: their end, the end of a suspension."""

from django.urls import reverse

from labelling.parties.organisms.rules import followed, why
from labelling.title.labels.models import Label
from portal import calendar
from portal.core import clock

SHAPE = {"words": ("reference", "organism__name"), "owner": "organism"}


def _moment(user, row, code, said):
    return calendar.Moment(
        f"{code}.{row.w1}",
        f"{row.w2}\u00a0: {said}",
        "echeance",
        why(user, row.owner),
        day=row.day,
        url=reverse("labelling:label_detail", args=[row.w1]),
        detail=row.w1,
        sober=f"Label {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


def _end(user, row):
    return _moment(user, row, "label-fin", "dernier jour du label")


def _suspension(user, row):
    return _moment(user, row, "label-suspension", "fin de la suspension du label")


@calendar.dates("label.end", tell=_end, day="end_on", **SHAPE)
def ends(user):
    return followed(user, Label.objects.visible_to(user).held(clock.today()), "organism")


@calendar.dates("label.suspension", tell=_suspension, **SHAPE)
def suspensions(user):
    rows = Label.objects.visible_to(user).filter(state=Label.State.SUSPENDED)
    return followed(user, rows, "organism")
