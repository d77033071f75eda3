"""Closed lists of a profile: criteria of the framework in force, types of housing, regions."""

from functools import cache
from pathlib import Path

import yaml

from labelling.public import criteria_by_theme, regions, size_bands

FILE = Path(__file__).parent.parent / "data" / "housing.yaml"


@cache
def housing():
    """[(code, label)]."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [(row["code"], row["label"]) for row in rows]


def criteria():
    """[(theme, [(code, « T01.1 Le locataire… »)])], grouped for a choice field."""
    return [
        (
            f"{theme['code']} {theme['title']}",
            [(one["code"], f"{one['code']} {one['title']}") for one in theme["criteria"]],
        )
        for theme in criteria_by_theme()
    ]


def sizes():
    """[(code, words)] of sizes of organisms, in dwellings."""
    return [(code, f"{band[0]} logements") for code, band in size_bands().items()]


def words():
    """{(kind, code): words} of every value of a profile."""
    found = {("housing", code): label for code, label in housing()}
    found |= {("region", code): name for code, name in regions()}
    for _, rows in criteria():
        found |= {("criterion", code): label for code, label in rows}
    return found
