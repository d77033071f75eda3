"""Retention of dossiers and of their audits (BR-93): evidence that nothing erases yet, and the register says so."""

from portal.retention.register import KEPT, Keeping, register_keeping

register_keeping(
    Keeping(
        "dossier",
        "Dossiers, audits et constats",
        "le nom et la fonction de qui a déposé, audité, instruit\u00a0; aucune donnée de locataire",
        "la fin du cycle du label",
        ending=KEPT,
    )
)
