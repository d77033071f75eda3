"""What a visitor of the directory looks for: an organism, its SIREN, a town, a postal code, a département, a region.

An organism answers to a town where it has homes, by its stock or its word, or its head office; to a département or
a region where it has such a town, or its head office.
"""

import re
from dataclasses import dataclass

from django.db.models import Q

from labelling import communes, territories
from labelling.territories import fold_name

SIREN = re.compile(r"\d{3}\s?\d{3}\s?\d{3}")
DEPARTEMENT = re.compile(r"\d{2}|2[ab]|97\d|98\d", re.IGNORECASE)
SUGGESTED = 4


@dataclass(frozen=True)
class Area:
    """A town, a département or a region that words name; `code` is Insee's."""

    kind: str  # town, departement, region
    code: str
    label: str
    departement: str = ""
    region: str = ""

    @property
    def located(self):
        """« à Rennes (35) », « dans le département Ille-et-Vilaine (35) », « en région Bretagne »."""
        return {
            "town": f"à {self.label}",
            "departement": f"dans le département {self.label}",
            "region": f"en région {self.label}",
        }[self.kind]

    @property
    def around(self):
        """The areas that hold it, the nearest first."""
        found = []
        if self.kind == "town":
            found += [area for area in (departement(self.departement),) if area]
        if self.kind != "region":
            found += [area for area in (region(self.region),) if area]
        return found

    @property
    def starts(self):
        """What the Insee code of each of its towns begins with: the whole code of a town."""
        return departements_of(self.code) if self.kind == "region" else (self.code,)

    def holds(self, insee):
        return insee.startswith(self.starts)

    def is_head_office(self, place):
        """`place` is of `directory.Place`."""
        if self.kind == "town":
            name = fold_name(self.label.partition(" (")[0])
            return place.departement == self.departement and fold_name(place.city) == name
        return getattr(place, self.kind) == self.code


def towns_of(areas):
    """The condition of the towns that stand in one of them."""
    asked = Q()
    for start in {start for area in areas for start in area.starts}:
        asked |= Q(insee=start) if len(start) == len("35238") else Q(insee__startswith=start)
    return asked


def understood(typed: str) -> list[Area]:
    """The areas that these words name; several when towns share a name. None: they name an organism, or nothing."""
    typed = typed.strip()
    if DEPARTEMENT.fullmatch(typed):
        return [area for area in (departement(typed.upper()),) if area]
    name = fold_name(typed)
    found = [
        departement(one.code) for one in territories.departements() if fold_name(one.name) == name
    ]
    found += [region(one.code) for one in territories.regions() if fold_name(one.name) == name]
    towns = [town(one) for one in communes.find_communes(typed)]
    # « Paris », « La Réunion »: the town, then the département of its name, are one to a reader.
    return [*towns, *(one for one in found if one)]


def suggestions(typed: str) -> list[str]:
    """Towns whose name begins so, or nearly so, as they are typed again."""
    found = communes.starting(typed, SUGGESTED) or communes.near(typed, SUGGESTED)
    return [communes.commune_label(one) for one in found]


def is_code(typed: str) -> bool:
    """A number of département, a postal code, a SIREN: no part of a name."""
    typed = typed.strip()
    return bool(DEPARTEMENT.fullmatch(typed) or communes.POSTAL.fullmatch(typed) or siren(typed))


def siren(typed: str) -> str:
    """The nine digits of a SIREN, or ""."""
    typed = typed.strip()
    return re.sub(r"\s", "", typed) if SIREN.fullmatch(typed) else ""


def town(commune):
    return Area(
        "town", commune.insee, communes.commune_label(commune), commune.departement, commune.region
    )


def departement(code):
    named = {one.code: one for one in territories.departements()}.get(code)
    return named and Area("departement", code, f"{named.name} ({code})", code, named.region)


def region(code):
    named = {one.code: one for one in territories.regions()}.get(code)
    return named and Area("region", code, named.name, "", code)


def departements_of(code):
    return tuple(one.code for one in territories.departements() if one.region == code)
