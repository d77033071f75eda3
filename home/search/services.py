"""Services of the site, and organisms whose label is suspended, as the site search finds them."""

from home.frame.services import written
from home.search.sources import Thing, source
from labelling import public


@source
def services():
    return [
        Thing("service", row["titre"], row["texte"], row["adresse"], known_as=row["mots"])
        for row in written()
    ]


@source
def suspended():
    """Their page says what a verification says; the directory does not list them."""
    return [
        Thing("organisme", one.name, "Label suspendu.", address)
        for one, address in public.suspended_organisms()
    ]
