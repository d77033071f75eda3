"""Calendar dates of dossiers: promised dates, and dates asked of an organism."""

from django.urls import reverse

from labelling.parties.organisms.rules import followed, why
from labelling.path.dossiers.models import FINAL, ComplementRequest, LabelDossier
from portal import calendar


def _due(user, row):
    word = LabelDossier.State(row.w2).label
    return _moment(user, row, "dossier", f"{row.w3}\u00a0: échéance du dossier", word)


def _complement_due(user, row):
    """The date of a complement is the sooner of its own and its dossier’s."""
    code = f"complement-{row.pk}"
    return _moment(user, row, code, f"{row.w3}\u00a0: complément attendu", "À compléter")


def _moment(user, row, code, title, word):
    reference = row.w1
    return calendar.Moment(
        f"{code}.{reference}",
        title,
        "echeance",
        why(user, row.owner),
        day=row.day,
        url=reverse("labelling:dossier_detail", args=[reference]),
        detail=f"{reference}, {word}",
        sober=f"Dossier {reference}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "dossier", tell=_due, words=("reference", "state", "organism__name"), owner="organism"
)
def dossiers(user):
    rows = LabelDossier.objects.visible_to(user).exclude(state__in=FINAL)
    return followed(user, rows, "organism")


@calendar.dates(
    "complement",
    tell=_complement_due,
    words=("dossier__reference", "dossier__state", "dossier__organism__name"),
    owner="dossier__organism",
    version="dossier__version",
    changed_at="asked_at",
)
def complements(user):
    rows = ComplementRequest.objects.visible_to(user).waiting()
    return followed(user, rows.filter(dossier__state="to_complete"), "dossier__organism")
