"""Labels of facet values, in the order of their list; a value without label is not shown."""

from labelling import public as labelling
from observatory.practices.terms import Maturity, Perimeter
from observatory.search.facets import YES
from portal.search.french import sort_key

YEARS = range(1950, 2100)


class Labels:
    """Labels of the closed lists, read once a request."""

    def __init__(self):
        framework = labelling.evaluation_framework()
        groups = framework["themes"] if framework else ()
        self.theme_of = {one.code: g["theme"].code for g in groups for one in g["criteria"]}
        self.lists = {
            "theme": {group["theme"].code: group["theme"].title for group in groups},
            "critere": {
                one.code: f"{one.code} {one.title}" for g in groups for one in g["criteria"]
            },
            "famille": dict(labelling.families()),
            "region": dict(labelling.regions()),
            "taille": {code: f"{label} logements" for code, label in labelling.sizes()},
            "perimetre": {str(code): label for code, label in Perimeter.choices},
            "maturite": {str(code): label for code, label in Maturity.choices},
            "locataires": {YES: "Menée avec des locataires"},
            "audit": {YES: "Repérée pendant un audit"},
        }

    def of(self, facet, value):
        """Label of a value, "" when it is unknown."""
        if facet == "mot":
            return value
        if facet == "annee":
            return value if value.isascii() and value.isdecimal() and int(value) in YEARS else ""
        return str(self.lists[facet].get(value, ""))

    def ordered(self, facet, counts):
        """[(value, label, count)]: sizes and maturities in their order, latest years first, the rest by count."""
        rows = [(value, self.of(facet, value), n) for value, n in counts.items()]
        rows = [row for row in rows if row[1]]
        if facet in ("taille", "maturite"):
            names = list(self.lists[facet])
            return sorted(rows, key=lambda row: names.index(row[0]))
        if facet == "annee":
            return sorted(rows, reverse=True)
        return sorted(rows, key=lambda row: (-row[2], sort_key(row[1])))
