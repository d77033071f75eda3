"""Communes found by what people type: a name, its beginning, a postal code, « Saint-Denis (93) », a near spelling."""

import re
from bisect import bisect_left
from difflib import get_close_matches
from functools import cache

from labelling import territories
from labelling.territories import Commune, fold_name

POSTAL = re.compile(r"\d{5}")
PRECISE = re.compile(r"(?P<name>.+?)\s*\((?P<departement>\d{2,3}|2[ab])\)", re.IGNORECASE)
CLOSE = 0.8
SHORTEST = 3  # letters, under which a beginning says nothing


def commune_label(commune: Commune) -> str:
    """« Saint-Denis (93) », as it is read and typed again."""
    return f"{commune.name.replace("'", '\u2019')} ({commune.departement})"


def find_communes(typed: str) -> tuple[Commune, ...]:
    """The communes that these words name, the most peopled first; none when they name something else.

    A postal code gives those that bear it, among others or alone.
    """
    typed = typed.strip()
    if POSTAL.fullmatch(typed):
        return _of_postal_code().get(typed, ())
    precise = PRECISE.fullmatch(typed)
    named = territories.communes_named(precise["name"] if precise else typed)
    if precise:
        named = (one for one in named if one.departement == precise["departement"].upper())
    return tuple(sorted(named, key=_most_peopled))


def starting(typed: str, most: int) -> list[Commune]:
    """The most peopled communes whose name begins so, or whose postal code does."""
    typed = typed.strip()
    start = fold_name(typed)
    if len(start) < SHORTEST:
        return []
    if typed.isdecimal():
        codes = _of_postal_code()
        some = [one for code in codes if code.startswith(typed) for one in codes[code]]
    else:
        names, by_name = territories.communes_by_name()
        first = bisect_left(names, start)
        last = bisect_left(names, start + "\uffff")
        some = [one for name in names[first:last] for one in by_name[name]]
    return sorted(some, key=_most_peopled)[:most]


def near(typed: str, most: int) -> list[Commune]:
    """Communes whose names are spelt nearly so, the nearest first."""
    asked = fold_name(typed)
    if len(asked) < SHORTEST or not any(char.isalpha() for char in asked):
        return []
    names, by_name = territories.communes_by_name()
    length = range(len(asked) - 2, len(asked) + 3)
    alike = [name for name in names if name[0] == asked[0] and len(name) in length]
    return [
        min(by_name[name], key=_most_peopled)
        for name in get_close_matches(asked, alike, most, CLOSE)
    ]


def _most_peopled(commune):
    return -(commune.population or 0), commune.insee


@cache
def _of_postal_code():
    codes: dict[str, tuple[Commune, ...]] = {}
    others = territories.other_postal_codes()
    for one in sorted(territories.every_commune(), key=_most_peopled):
        for code in (one.postal_code, *others.get(one.insee, ())):
            codes[code] = (*codes.get(code, ()), one)
    codes.pop("", None)
    return codes
