"""Retention of the evaluations of auditors: erased some time after they were given."""

from django.db.models import Q

from labelling.committee.evaluations.models import AuditorEvaluation
from portal.retention.registry import Keeping, register_keeping

register_keeping(
    Keeping(
        "auditor_evaluation",
        "Évaluations des auditeurs",
        "les cotations et le commentaire d’un organisme ou du bureau sur un auditeur, et qui les a donnés",
        "leur jour",
        model=AuditorEvaluation,
        over=lambda limit: Q(given_on__lte=limit),
    )
)
