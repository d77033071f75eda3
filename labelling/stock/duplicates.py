"""Duplicate residences within a file."""

import hashlib

from labelling.stock.report import Findings
from labelling.territories import fold_name

PLACE = ("name", "address", "block")
type Key = tuple[object, ...]


class Seen:
    def __init__(self):
        """Of what was read, digests alone: a large file is not in memory twice."""
        self.codes: dict[str, tuple[str, int]] = {}
        self.places: dict[int, tuple[str, str]] = {}

    def tell(self, number: str, values: dict[str, object], found: Findings) -> None:
        """A code serves once in a file; the same name at the same address is to be confirmed."""
        code, name = values.get("code"), values.get("name")
        content = hash(tuple(value for key, value in values.items() if key != "comment"))
        if code and code in self.codes:
            line, first = self.codes[code]
            if first == content:
                found.tell("code", "DOUBLON_EXACT", line, code, before=code)
            else:
                found.tell("code", "REFERENCE_EN_DOUBLE", code, line, before=code)
            return
        if code:
            self.codes[code] = (number, content)
        if name and values.get("address"):
            line, other = self.places.setdefault(hash(place_key(values)), (number, code or "—"))
            if line != number:
                found.tell("name", "DOUBLON_PROBABLE", line, other, before=name)


def place_key(values: dict[str, object]) -> Key:
    """Two buildings of a residence are two places; a list without buildings keeps its provisional codes."""
    name, address, block = (fold_name(str(values.get(part) or "")) for part in PLACE)
    where = (name, address, values.get("insee"))
    return (*where, block) if block else where


def provisional_code(values: dict[str, object]) -> str:
    """The same residence gets the same provisional code from one file to the next."""
    content = "|".join(str(part) for part in place_key(values))
    return f"PROV-{hashlib.sha256(content.encode()).hexdigest()[:8].upper()}"
