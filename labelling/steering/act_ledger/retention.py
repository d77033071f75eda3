"""Retention of the declarations of times: erased some time after their month."""

from django.db.models import Q

from labelling.steering.act_ledger.models import ActTimeSample
from portal.retention.registry import Keeping, register_keeping

register_keeping(
    Keeping(
        "act_times",
        "Déclarations de temps",
        "les minutes que vous dites passer à vos actes, un mois donné",
        "le mois déclaré",
        model=ActTimeSample,
        over=lambda limit: Q(month__lte=limit),
    )
)
