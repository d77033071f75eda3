"""Banners of a space: a person's membership and what it lacks, derived at each request."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from community.spaces.members.roles import MEMBER, PAUSED, READER
from portal.ui import words
from portal.ui.words import day


@dataclass(frozen=True)
class Banner:
    tone: str
    title: str
    text: str
    url: str = ""
    action: str = ""


def banners(space, place, here=""):
    """Charter not accepted, paused, read-only, closed space (BR-88)."""
    found = [_closed()] if space.state != "open" else []
    if place is None:
        return found
    told = {MEMBER: _member, PAUSED: _paused, READER: _reader}[place.standing.level]
    return [*found, *filter(None, [told(space, place, here)])]


def charter_url(space, here=""):
    """Page of the charter, with the way back to the present page."""
    url = reverse("community:space_charter", args=[space.slug])
    return f"{url}?{urlencode({'retour': here})}" if here and here != url else url


def _closed():
    return Banner("info", "Cet espace est en lecture seule", "On le lit, on n’y écrit plus.")


def _member(space, place, here):
    if place.is_settled:
        return None
    return Banner(
        "info",
        "Avant d’écrire ici, acceptez la charte",
        "Tout se lit déjà. La charte tient en une page, et vous revenez ensuite où vous étiez.",
        charter_url(space, here),
        "Lire la charte",
    )


def _paused(space, place, here):
    why = f"Parce {words.that(place.standing.because)}."
    text = f"{why} Vous lisez, sans écrire\u00a0; tout reprend à la levée de la suspension."
    return Banner("warn", "Votre participation est en pause", text)


def _reader(space, place, here):
    until = day(place.standing.until)
    text = f"Parce {words.that(place.standing.because)}. La lecture reste ouverte jusqu’au {until} inclus."
    return Banner("info", "Vous lisez cet espace sans y écrire", text)
