"""What a licence asks for and forbids, from the data of the règlement d’usage (label.md §4.2)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from labelling.licences import titles
from portal.ui import words

SOURCE = Path(__file__).parent.parent / "data" / "brand" / "usages.yaml"


@dataclass(frozen=True)
class Terms:
    """Sentences of one licence, and where they come from."""

    mentions: tuple
    forbidden: tuple
    note: str


@cache
def _data():
    return yaml.safe_load(SOURCE.read_text(encoding="utf-8"))


def of(licence):
    """The Terms that would be accepted today for this licence."""
    data, end = _data(), titles.last_day(licence)
    values = {
        "organism": licence.organism,
        "start": words.day(licence.label.start_on) if licence.label else "",
        "end": words.day(end) if end else "",
        "label": licence.label.reference if licence.label else "",
        "mention": licence.mention.title.lower() if licence.mention else "",
    }
    mentions = tuple(line.format(**values) for line in data["mentions"][licence.variant])
    return Terms(mentions, tuple(data["forbidden"]), data["note"])
