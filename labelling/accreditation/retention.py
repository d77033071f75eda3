"""Retention of accreditations and of applications (BR-93); nothing is erased automatically yet."""

from portal.retention.register import BY_HAND, Keeping, register_keeping

register_keeping(
    Keeping(
        "application",
        "Candidatures d’auditeur refusées",
        "références professionnelles, pièces, liens déclarés",
        "le refus",
        ending=BY_HAND,
    )
)
register_keeping(
    Keeping(
        "accreditation",
        "Agréments d’auditeur",
        "références professionnelles, pièces, liens déclarés, formations",
        "la fin de l’agrément",
        ending=BY_HAND,
    )
)
