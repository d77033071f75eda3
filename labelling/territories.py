"""Regions, departments and communes of France (Insee, 2026), read once from the committed files."""

import csv
import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sys import intern

from portal.core.data_files import read_data

FOLDER = Path(__file__).parent / "data" / "territories"
CREDIT = "Source\u00a0: Insee, COG 2026, et La Poste, via Etalab\u00a0; Licence Ouverte"


@dataclass(frozen=True, slots=True)
class Region:
    code: str
    name: str
    zone: str  # metro, drom or com


@dataclass(frozen=True, slots=True)
class Departement:
    code: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today; `postal_code` is the first of its postal codes, empty when it has none."""

    insee: str
    name: str
    departement: str
    region: str
    population: int | None
    postal_code: str


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A delegated (D) or associated (A) commune, or a municipal arrondissement (M)."""

    insee: str
    name: str
    kind: str
    current: str


CENTRES_CREDIT = "Centres des communes\u00a0: GeoNames, CC BY 4.0"


UNINHABITED = ("984", "989")  # southern lands and Clipperton: no home is there


@cache
def regions() -> tuple[Region, ...]:
    """Where people live."""
    return tuple(
        Region(row["code"], _typeset(row["nom"]), row["zone"])
        for row in _rows("regions.csv")
        if row["code"] not in UNINHABITED
    )


@cache
def departements() -> tuple[Departement, ...]:
    """Where people live, overseas collectivities included: 107 codes, « 2A » and « 2B » for Corsica."""
    return tuple(
        Departement(row["code"], _typeset(row["nom"]), row["region"])
        for row in _rows("departements.csv")
        if row["code"] not in UNINHABITED
    )


def _typeset(name: str) -> str:
    """The apostrophe of print; Insee writes the typewriter's."""
    return name.replace("'", "\u2019")


def region_of(departement_code: str) -> Region | None:
    return _region_by_departement().get(departement_code)


def commune(insee: str) -> Commune | None:
    return _communes().get(insee)


def every_commune() -> Iterable[Commune]:
    return _communes().values()


def former_commune(insee: str) -> FormerCommune | None:
    return _former_communes().get(insee)


def former_communes_of(insee: str) -> tuple[FormerCommune, ...]:
    """Those that became this commune, or its arrondissements."""
    return _former_by_current().get(insee, ())


def current_commune(insee: str) -> Commune | None:
    """The commune of today for a code of today or of yesterday, an arrondissement included."""
    former = former_commune(insee)
    return commune(former.current if former else insee)


def communes_of(departement: str) -> tuple[Commune, ...]:
    """The communes of a département with a postal code, by INSEE code."""
    found = (c for c in _communes().values() if c.departement == departement and c.postal_code)
    return tuple(sorted(found, key=lambda c: c.insee))


def communes_named(name: str) -> tuple[Commune, ...]:
    """Communes of today that bear this name, whatever its case, accents, hyphens, « St » or « Saint »."""
    return tuple(communes_by_name()[1].get(fold_name(name), ()))


def departement_map() -> dict:
    """viewBox, departements (code → name, region, path), vignettes, and the `credit` to show near the map."""
    return read_data(FOLDER / "departements-svg.json")


def outline_map() -> dict:
    """The same, lightened to be drawn in a page: width, height, credit; départements as (x and y of
    the figure, path); outlines of the regions; the codes drawn again larger and their transform."""
    return read_data(FOLDER / "carte.json")


def fold_name(name: str) -> str:
    """The name without what people write in several ways, to compare two spellings."""
    text = name.replace("œ", "oe").replace("Œ", "oe")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in text.lower() if not unicodedata.combining(char))
    text = _spaced(text.lower())
    if "cedex" in text:
        text = re.sub(r"\bcedex\b.*", "", text)
    words = [_LONG_FORMS.get(word, word) for word in text.split()]
    if len(words) > 1 and words[-1] in _ARTICLES:  # « Havre (Le) »
        words.insert(0, words.pop())
    return " ".join(words)


def _spaced(text: str) -> str:
    """With a space for each sign that is neither a letter nor a digit."""
    if text.isascii():
        return text.translate(_ASCII_SIGNS)
    return "".join(char if char.isalnum() else " " for char in text)


_ASCII_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}
_LONG_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = {"le", "la", "les", "l"}


@cache
def _region_by_departement() -> dict[str, Region]:
    by_code = {region.code: region for region in regions()}
    return {departement.code: by_code[departement.region] for departement in departements()}


@cache
def _communes() -> dict[str, Commune]:
    """About 35,000 communes, 9 MB: codes of departments and regions are shared strings."""
    return {
        row["insee"]: Commune(
            row["insee"],
            row["nom"],
            intern(row["departement"]),
            intern(row["region"]),
            int(row["population"]) if row["population"] else None,
            intern(row["code_postal"]),
        )
        for row in _rows("communes.csv.gz")
    }


@cache
def other_postal_codes() -> dict[str, tuple[str, ...]]:
    """The postal codes of a commune but its first, of the few hundred that have several."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("codes-postaux.csv.gz"):
        found[row["insee"]] = (*found.get(row["insee"], ()), row["code_postal"])
    return found


@cache
def centres() -> dict[str, tuple[float, float]]:
    """Longitude and latitude (WGS 84) of the communes that GeoNames knows: those of a thousand people or more."""
    return {
        row["insee"]: (float(row["longitude"]), float(row["latitude"]))
        for row in _rows("centres.csv.gz")
    }


@cache
def _former_communes() -> dict[str, FormerCommune]:
    return {
        row["insee"]: FormerCommune(
            row["insee"], row["nom"], intern(row["type"]), intern(row["commune_actuelle"])
        )
        for row in _rows("communes-anciennes.csv.gz")
    }


@cache
def _former_by_current() -> dict[str, tuple[FormerCommune, ...]]:
    found: dict[str, tuple[FormerCommune, ...]] = {}
    for former in _former_communes().values():
        found[former.current] = (*found.get(former.current, ()), former)
    return found


@cache
def communes_by_name() -> tuple[list[str], dict[str, list[Commune]]]:
    """(the folded names in order, {name: communes}): searched by their beginning."""
    found: dict[str, list[Commune]] = {}
    for one in _communes().values():
        found.setdefault(fold_name(one.name), []).append(one)
    return sorted(found), found


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = FOLDER / name
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
