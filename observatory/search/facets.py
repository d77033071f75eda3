"""Facets of the observatory: names in the URL, titles, and the source of their values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facet:
    name: str  # in the address and in every index
    title: str
    is_yes: bool = False  # one box only: « Menée avec des locataires »


FACETS = {
    facet.name: facet
    for facet in (
        Facet("theme", "Thème"),
        Facet("critere", "Critère"),
        Facet("famille", "Famille"),
        Facet("region", "Région"),
        Facet("taille", "Taille de l’organisme"),
        Facet("perimetre", "Périmètre"),
        Facet("maturite", "Maturité"),
        Facet("annee", "Année de début"),
        Facet("mot", "Mot-clé"),
        Facet("locataires", "Menée avec des locataires", is_yes=True),
        Facet("audit", "Repérée pendant un audit", is_yes=True),
    )
}
YES = "oui"
