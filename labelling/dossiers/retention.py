"""Retention of dossiers and of their audits (BR-93): evidence that nothing erases yet, and the register says so."""

from django.db.models import Q

from labelling.dossiers.models import FINAL, LabelDossier
from portal.retention.periods import start_of
from portal.retention.register import KEPT, Keeping, register_keeping


def over(limit):
    """Those that ended, and whose label has: counted, for the audit and its decision are evidence."""
    running = Q(labels__end_on__gt=limit, labels__ended_on=None) | Q(labels__ended_on__gt=limit)
    rows = LabelDossier._base_manager.filter(running).values("pk")
    return Q(state__in=FINAL, since_at__lt=start_of(limit)) & ~Q(pk__in=rows)


register_keeping(
    Keeping(
        "dossier",
        "Dossiers, audits et constats",
        "le nom et la fonction de qui a déposé, audité, instruit\u00a0; aucune donnée de locataire",
        "la fin du cycle du label",
        model=LabelDossier,
        over=over,
        ending=KEPT,
    )
)
