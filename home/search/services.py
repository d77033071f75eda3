"""Services of the site, and organisms whose label is suspended, as the site search finds them."""

from functools import cache
from pathlib import Path

import yaml

from home.search.sources import Thing, source
from labelling import public

FILE = Path(__file__).parent.parent / "data" / "services.yaml"


@cache
def written():
    """[{titre, adresse, texte, mots}], in the order of the file."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


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
