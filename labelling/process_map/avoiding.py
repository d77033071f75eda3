"""What would have shortened the longest wait of a dossier: a sentence for each cause and holder."""

from datetime import timedelta

from labelling.process_map.causes import OFFICE, ORGANISM, Cause
from portal.ui import words

AFTER = 15  # days without an act after which a relance is worth writing
RELANCE = (
    "Une relance dès le {day}, après {after} jours sans acte{of}\u00a0: jusqu’à {spared} de moins."
)
SAID = {
    (Cause.DATE, "la fenêtre de l’audit"): (
        "Rien, sous ces règles\u00a0: la fenêtre de l’audit ne s’ouvrait pas avant. Un autre délai dans le "
        "règlement l’abrégerait."
    ),
    (
        Cause.DATE,
        "la visite",
    ): "Une visite fixée plus tôt\u00a0: le plan d’audit était prêt, il en attendait le jour.",
    (Cause.SESSION, None): "Une séance plus proche, ou une consultation écrite du comité.",
    (Cause.PAUSED, None): "Une reprise plus tôt de ce qui était ajourné ou reporté.",
    (
        Cause.WORK,
        ORGANISM,
    ): "Un travail mieux préparé\u00a0: les actes se suivent, c’est leur nombre qui dure.",
    (Cause.WORK, None): "Peu de chose\u00a0: les actes se suivent, c’est leur nombre qui dure.",
}


def longest(pieces):
    """The longest piece, the first of those that are equal; None of none."""
    return max(pieces, key=lambda one: one.days, default=None)


def avoided_by(piece):
    """The sentence of what would have avoided it."""
    if piece.cause != Cause.SOMEBODY:
        return SAID.get((piece.cause, piece.holder)) or SAID[piece.cause, None]
    if piece.days <= AFTER:
        return "Peu de chose\u00a0: aucune attente ne dure plus de quinze jours."
    if piece.holder == OFFICE:
        spared = words.count(piece.days - AFTER, "jour", "jours")
        return (
            f"Un suppléant qui s’en charge, ou un rappel à l’accueil au bout de {AFTER} jours\u00a0: jusqu’à {spared} "
            "de moins."
        )
    return RELANCE.format(
        day=words.day(piece.start + timedelta(days=AFTER)),
        after=AFTER,
        of=f" {words.of(piece.holder)}",
        spared=words.count(piece.days - AFTER, "jour", "jours"),
    )
