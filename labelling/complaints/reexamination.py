"""Reexamination that the committee owes to an upheld appeal, until a point of an agenda takes it."""

from django.db.models import Exists, OuterRef, Q

from labelling.committee.models import AgendaItem
from labelling.complaints.appeals import Appeal

SUBJECTS = ("dossier", "label", "accreditation")


def to_list():
    """Upheld appeals whose subject is on no later agenda; a dossier in review has its own step for that."""
    contested = "decision__item"
    same = Q()
    for subject in SUBJECTS:
        same |= Q(**{subject: OuterRef(f"{contested}__{subject}")})
    later = AgendaItem.objects.filter(same, pk__gt=OuterRef(contested))
    later = later.exclude(state=AgendaItem.State.REMOVED)
    rows = Appeal.objects.filter(state=Appeal.State.NOTIFIED, outcome=Appeal.Outcome.UPHELD)
    return rows.filter(~Exists(later)).exclude(**{f"{contested}__dossier__state": "review"})


def is_to_list(appeal):
    return to_list().filter(pk=appeal.pk).exists()
