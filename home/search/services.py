"""Services of the site, as the site search finds them."""

from home.frame.services import written
from home.search.sources import Thing, source


@source("service")
def services():
    return [
        Thing("service", row["titre"], row["texte"], row["adresse"], known_as=row["mots"])
        for row in written()
    ]
