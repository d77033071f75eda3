"""Ranges of homes: how the public reads the number of an organism, or of several in one place (BR-98)."""

from labelling.parties.organisms.models import SIZE_BANDS, UNKNOWN_SIZE
from portal.figures.tables import LEAST
from portal.ui import words

NONE = "0"
SUMS = (  # those of one organism, then as far as the homes of France
    *SIZE_BANDS,
    (60_000, "30 000 à 60 000"),
    (120_000, "60 000 à 120 000"),
    (250_000, "120 000 à 250 000"),
    (500_000, "250 000 à 500 000"),
)


def homes_range(homes, many):
    """The range of the homes that `many` organisms have together; that of one is its own."""
    if not many:
        return NONE
    if not homes:
        return UNKNOWN_SIZE
    bands, beyond = (SIZE_BANDS, "plus de 30 000") if many == 1 else (SUMS, "plus de 500 000")
    return next((label for limit, label in bands if homes < limit), beyond)


def total(homes, many):
    """The number itself, unless so few organisms make it that it would tell one’s."""
    return words.number(homes) if many >= LEAST else homes_range(homes, many)
