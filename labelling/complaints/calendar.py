"""Demands in the calendar of those who answer them; the last day to appeal, in a signatory's."""

from django.urls import reverse

from labelling.complaints import lodging
from labelling.complaints.models import KINDS
from labelling.complaints.navigation import has_demands
from labelling.complaints.pages import lodging_rows
from portal import calendar

HANDLED = "parce que cette demande vous est confiée ou que vous la suivez"
SIGNED = "parce que vous êtes signataire de votre organisme"


def _source(kind, model):
    noun = model._meta.verbose_name.capitalize()

    def told(user, row):
        return calendar.Moment(
            f"demande.{row.w1}",
            f"{noun} {row.w1}, {model.State(row.w2).label.lower()}",
            "echeance",
            HANDLED,
            day=row.day,
            url=reverse("labelling:request_detail", args=[row.w1]),
            sober=f"{noun} {row.w1}",
            revised_at=row.changed_at,
            revision=row.version,
        )

    @calendar.dates(kind, tell=told, words=("reference", "state"))
    def rows(user):
        if not has_demands(user):
            return None
        return model.objects.visible_to(user).filter(closed_on=None)

    return rows


for _kind, _model in KINDS.items():
    _source(_kind, _model)


@calendar.provider
def appeals(user, first, last):
    """D16: two queries for a signatory, none for others."""
    if not lodging.signed_for(user):
        return []
    return [
        calendar.Moment(
            f"recours.{row['decision'].pk}",
            f"{row['organism']}\u00a0: dernier jour pour un recours",
            "echeance",
            SIGNED,
            day=row["last_day"],
            url="/espace/recours/",
            detail=row["said"],
            sober="Dernier jour pour un recours",
            revised_at=row["decision"].validated_at,
        )
        for row in lodging_rows(user)
    ]
