"""Calendar dates of consultations: an answer that is due to a body, a contest that waits to be read."""

from django.urls import reverse

from labelling.parties.organisms.rules import followed, why
from labelling.path.consultations.models import Consultation
from portal import calendar

S = Consultation.State
ASKED = {S.TO_ANSWER: "avis à répondre", S.CONTESTED: "contestation à répondre"}
ASKED |= {S.CONTEST_ANSWERED: "contestation à lire"}


def _due(user, row):
    return calendar.Moment(
        f"consultation.{row.pk}",
        f"{row.w4}\u00a0: {ASKED[row.w2]}, {row.w3}",
        "echeance",
        why(user, row.owner),
        day=row.day,
        url=reverse("labelling:consultation_detail", args=[row.w1, row.pk]),
        detail=row.w1,
        sober=f"Avis de locataires, {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "consultation",
    tell=_due,
    words=("dossier__reference", "state", "body__name", "dossier__organism__name"),
    owner="dossier__organism",
)
def due(user):
    rows = Consultation.objects.filter(state__in=ASKED)
    return followed(user, rows, "dossier__organism")
