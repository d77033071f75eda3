"""Retention of absences and assignments that are over; the journal keeps what was done."""

from django.db.models import Q

from portal.absences.models import Absence
from portal.assignments.models import Assignment
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def absences_over(limit):
    return Q(until_on__lt=limit) | Q(ended_on__lt=limit)


def assignments_over(limit):
    return Q(released_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "absence",
        "Absences notées",
        "qui s’absente, quels jours, et qui l’a noté, sans motif",
        "leur fin",
        model=Absence,
        over=absences_over,
    )
)
register_keeping(
    Keeping(
        "assignment",
        "Prises en charge",
        "qui s’est chargé de quoi, et quand",
        "leur fin",
        model=Assignment,
        over=assignments_over,
    )
)
