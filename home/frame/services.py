"""Services of the site: what it does for its visitors, with their addresses (`home/data/services.yaml`)."""

from functools import cache
from pathlib import Path

import yaml

from home.sections import SECTIONS

FILE = Path(__file__).parent.parent / "data" / "services.yaml"


@cache
def written():
    """[{titre, adresse, texte, mots}], in the order of the file."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


@cache
def choices():
    """[(address, title)] of what a menu may lead to besides pages: the services, then the pages of the sections."""
    found = {row["adresse"]: row["titre"] for row in written()}
    for section in SECTIONS:
        for title, address in section:
            found.setdefault(address, title)
    return list(found.items())
