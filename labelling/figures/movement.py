"""Size of the Hlm movement, dated data of a file: what shares of operators and of homes are told out of."""

from pathlib import Path

from portal.core.data_files import read_data
from portal.ui import words

FILE = Path(__file__).parents[1] / "data" / "figures" / "mouvement.yaml"


def sizes():
    """[{as_of, operators, homes, source}], the oldest first."""
    return sorted(read_data(FILE), key=lambda one: one["as_of"])


def size_on(day):
    """The last one known on `day`; before all of them, the first."""
    known = [one for one in sizes() if one["as_of"] <= day]
    return known[-1] if known else sizes()[0]


def said():
    """« 566 opérateurs et 4 800 000 logements au 31 décembre 2022, version de démonstration »."""
    last = sizes()[-1]
    operators, homes = (words.number(last[name]) for name in ("operators", "homes"))
    told = f"{operators} opérateurs et {homes} logements locatifs au {words.day(last['as_of'])}"
    return f"{told}, version de démonstration. Source\u00a0: {last['source']}"


def operators(period):
    return size_on(period.end)["operators"]


def homes(period):
    return size_on(period.end)["homes"]
