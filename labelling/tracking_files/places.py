"""Regions and départements as people write them: names, abbreviations, numbers."""

import re
from functools import lru_cache

from labelling.territories import departements, regions
from labelling.tracking_files.folding import fold

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


@lru_cache(maxsize=2_048)
def region_of_text(written: str) -> str | None:
    """The Insee code of the region, also from one of its départements."""
    if code := region_named(written):
        return code
    departement = departement_of_text(written)
    return region_of_departement(departement) if departement else None


def region_named(written: str) -> str | None:
    """By the name of the region or its usual initials."""
    text = fold(re.sub(r"\(.*?\)", " ", written)) or fold(written)
    return ABBREVIATIONS.get(text.replace(" ", "")) or _named(text, _regions())


@lru_cache(maxsize=2_048)
def departement_of_text(written: str) -> str | None:
    """« 69 », « 69 - Rhône », « Rhône (69) », « Rhône », « 2A », « 1 » without its zero."""
    if found := re.search(r"(?<![\w])(97[1-8]|98[678]|2[ABab]|\d{1,2})(?![\w])", written):
        code = found[1].upper().zfill(2)
        if code in _codes():
            return code
    return _named(fold(written), _departements())


@lru_cache(maxsize=128)
def region_of_departement(code: str) -> str | None:
    return _codes().get(code)


def _named(text: str, names: dict[str, str]) -> str | None:
    """The one place whose name has these words, abbreviated or not."""
    words = _words(text)
    if not words:
        return None
    found = {
        code
        for name, code in names.items()
        if len(known := _words(name)) == len(words)
        and all(whole.startswith(part) for whole, part in zip(known, words, strict=True))
    }
    exact = names.get(text)
    return exact or (found.pop() if len(found) == 1 else None)


@lru_cache(maxsize=4_096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(IN_FULL.get(word, word) for word in text.split() if word not in ARTICLES)


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    return {fold(region.name): region.code for region in regions()}


@lru_cache(maxsize=1)
def _departements() -> dict[str, str]:
    return {fold(one.name): one.code for one in departements()}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Département → region."""
    return {one.code: one.region for one in departements()}
