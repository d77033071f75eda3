"""Retention of accreditations and of applications (BR-93): nothing erases them yet, and the register says so."""

from labelling.accreditation.models import AuditorAccreditation
from portal.retention.accounts import register_account_use
from portal.retention.register import KEPT, Keeping, register_keeping

ENDED = ("expired", "refused", "withdrawn", "renounced")


def accredited():
    """Those who hold an accreditation, or ask for one."""
    rows = AuditorAccreditation._base_manager.exclude(state__in=ENDED)
    return rows.values("auditor__user_id")


register_account_use("accreditation", accredited)

register_keeping(
    Keeping(
        "application",
        "Candidatures d’auditeur refusées",
        "références professionnelles, pièces, liens déclarés",
        "le refus",
        ending=KEPT,
    )
)
register_keeping(
    Keeping(
        "accreditation",
        "Agréments d’auditeur",
        "références professionnelles, pièces, liens déclarés, formations",
        "la fin de l’agrément",
        ending=KEPT,
    )
)
