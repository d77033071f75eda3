"""Abandon of an import that nobody confirms: what its file held of people leaves at once."""

from portal.core import clock

EMPTIED = ("content", "choices", "matching", "reading")


def abandon(tracking_import, **_):
    """By the référent, or by the clock at the end of its period; the journal keeps that it was read."""
    tracking_import.abandoned_on = clock.today()
    tracking_import.file = tracking_import.to_read_at = tracking_import.read_since = None
    for name in EMPTIED:
        setattr(tracking_import, name, {})


def effects(_tracking_import):
    return [
        "Le fichier, ce qui en a été lu et ce que vous en avez décidé sont effacés aussitôt.",
        "Rien n’en était écrit au portail\u00a0: rien d’autre ne change.",
        "Le même fichier peut être envoyé de nouveau\u00a0: il est relu depuis le début.",
    ]
