"""Calendar dates of the evaluation of auditors: the last day on which it is taken."""

from datetime import timedelta

from django.urls import reverse

from labelling.committee.evaluations.grids import current_grid
from labelling.committee.evaluations.rules import awaited_of_office, awaited_of_organism
from labelling.parties.organisms.rules import why
from portal import calendar

MARGIN = 100  # days: more than any grid leaves


def _moment(user, row):
    return calendar.Moment(
        f"evaluation.{row.w1}",
        f"{row.w2}\u00a0: évaluer l’auditeur",
        "echeance",
        why(user, row.owner),
        day=row.day + timedelta(current_grid().days),
        url=reverse("labelling:evaluation_give", args=[row.w1]),
        detail=row.w1,
        sober=f"Évaluation {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


SHAPE = {
    "tell": _moment,
    "day": "validated_on",
    "words": ("reference", "dossier__organism__name"),
    "owner": "dossier__organism",
    "margin": MARGIN,
}
calendar.dates("evaluation.organism", **SHAPE)(awaited_of_organism)
calendar.dates("evaluation.office", **SHAPE)(awaited_of_office)
