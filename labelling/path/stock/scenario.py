"""Scenario acts of the stock."""

import random

from labelling import territories
from labelling.path.stock import actions
from portal.scenario import act

NAMES = (
    "Les Tilleuls",
    "Les Acacias",
    "La Plaine",
    "Le Verger",
    "Les Érables",
    "L’Écluse",
    "Le Moulin",
    "Les Lilas",
    "La Fontaine",
    "Les Peupliers",
    "Le Clos",
    "Les Cèdres",
    "La Vallée",
    "Tour Lamartine",
    "Les Marronniers",
)


@act("stock.generate", screen="labelling:stock_upload", who="l’organisme")
def generate(by, on, count=12, seed=1):
    """Give the organism `count` invented residences in real communes of its département."""
    chance = random.Random(seed)  # noqa: S311 -- invented data, not a secret
    communes = territories.communes_of(on.organism.departement)
    rows = []
    for number in range(1, count + 1):
        commune = chance.choice(communes)
        rows.append(
            {
                "code": f"R{number:04d}",
                "name": f"{chance.choice(NAMES)} {number}",
                "address": f"{chance.randint(1, 90)} rue de la République",
                "postcode": commune.postal_code,
                "insee": commune.insee,
                "homes": chance.randint(8, 180),
                "built_year": chance.randint(1955, 2015),
                "is_qpv": chance.random() < 0.25,
                "agency": f"Agence {chance.choice(('Nord', 'Centre', 'Sud'))}",
            }
        )
    actions.write_residences(on, rows, by=by)


@act("stock.rate", screen="labelling:stock_upload_ratings", who="l’organisme")
def rate(by, on, seed=1, priorities=2, leave=0):
    """Rate the residences on the five axes: `priorities` of them priority, `leave` left unrated."""
    chance = random.Random(seed)  # noqa: S311 -- invented data, not a secret
    residences = list(on.organism.residences.filter(is_active=True).order_by("code"))
    values = {}
    for rank, residence in enumerate(residences[: len(residences) - leave]):
        low, high = (2, 4) if rank < priorities else (0, 2)
        axes = [chance.randint(low, high) for _ in range(5)]
        values[residence] = [3, 3, 3, 3, 3] if rank < priorities and sum(axes) < 12 else axes
    actions.rate(on, values, by=by)
