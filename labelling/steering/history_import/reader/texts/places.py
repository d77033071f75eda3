"""Regions and départements as people write them: names, abbreviations, numbers."""

import re
from collections.abc import Iterable

from labelling.cells import fold
from labelling.territories import Departement, Region, departements, regions

ABBREVIATIONS = {
    "aura": "84",
    "ara": "84",
    "bfc": "27",
    "bzh": "53",
    "cvl": "24",
    "ge": "44",
    "hdf": "32",
    "idf": "11",
    "rp": "11",
    "na": "75",
    "pdl": "52",
    "paca": "93",
    "occ": "76",
    "norm": "28",
}
ARTICLES = {"la", "le", "les", "l", "de", "des", "du", "d", "et"}
IN_FULL = {"hts": "hauts", "hte": "haute", "st": "saint", "ste": "sainte"}


def region_of_text(written: str) -> str | None:
    """The Insee code of the region, also from one of its départements."""
    if code := region_named(written):
        return code
    departement = departement_of_text(written)
    return region_of_departement(departement) if departement else None


def region_named(written: str) -> str | None:
    """By the name of the region or its usual initials."""
    text = fold(re.sub(r"\(.*?\)", " ", written)) or fold(written)
    return ABBREVIATIONS.get(text.replace(" ", "")) or _named(text, REGIONS)


def departement_of_text(written: str) -> str | None:
    """« 69 », « 69 - Rhône », « Rhône (69) », « Rhône », « 2A », « 1 » without its zero."""
    if found := re.search(r"(?<![\w])(97[1-8]|98[678]|2[ABab]|\d{1,2})(?![\w])", written):
        code = found[1].upper().zfill(2)
        if code in REGION_OF:
            return code
    return _named(fold(written), DEPARTEMENTS)


def region_of_departement(code: str) -> str | None:
    return REGION_OF.get(code)


def _named(text: str, names: dict[str, str]) -> str | None:
    """The one place whose name has these words, abbreviated or not."""
    words = _words(text)
    if not words:
        return None
    found = {
        code
        for name, code in names.items()
        if len(known := name.split()) == len(words)
        and all(whole.startswith(part) for whole, part in zip(known, words, strict=True))
    }
    exact = names.get(" ".join(words))
    return exact or (found.pop() if len(found) == 1 else None)


def _words(text: str) -> list[str]:
    return [IN_FULL.get(word, word) for word in text.split() if word not in ARTICLES]


def _by_name(places: Iterable[Region | Departement]) -> dict[str, str]:
    """{the words that count of its name: its code}."""
    return {" ".join(_words(fold(one.name))): one.code for one in places}


REGIONS, DEPARTEMENTS = _by_name(regions()), _by_name(departements())
REGION_OF = {one.code: one.region for one in departements()}
