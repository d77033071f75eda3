"""Closed lists of a profile: criteria of the framework in force, types of housing, regions."""

from pathlib import Path

from labelling.public import criteria_by_theme, regions, size_bands
from portal.core.data_files import read_data

FILE = Path(__file__).parent.parent / "data" / "housing.yaml"


def housing():
    """[(code, label)]."""
    return [(row["code"], row["label"]) for row in read_data(FILE)]


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
