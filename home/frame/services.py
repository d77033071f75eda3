"""Services of the site: what it does for its visitors, with their addresses (`home/data/services.yaml`)."""

from pathlib import Path

from home.sections import SECTIONS
from portal.core.data_files import read_data

FILE = Path(__file__).parent.parent / "data" / "services.yaml"


def written():
    """[{titre, adresse, texte, mots}], in the order of the file."""
    return read_data(FILE)


def choices():
    """[(address, title)] of what a menu may lead to besides pages: the services, then the pages of the sections."""
    found = {row["adresse"]: row["titre"] for row in written()}
    for section in SECTIONS:
        for title, address in section:
            found.setdefault(address, title)
    return list(found.items())
