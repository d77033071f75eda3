"""How long dossiers and their audits are kept (BR-93); nothing leaves by itself yet."""

from portal.retention.register import BY_HAND, Keeping, register_keeping

register_keeping(
    Keeping(
        "dossier",
        "Dossiers, audits et constats",
        "le nom et la fonction de qui a déposé, audité, instruit\u00a0; aucune donnée de locataire",
        "la fin du cycle du label",
        ending=BY_HAND,
    )
)
