"""Comparison of an import with the stock: residences created, updated, unchanged, absent."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from labelling.path.stock.files.issues import Findings, Status
from labelling.path.stock.files.words import Doubt
from labelling.territories import fold_name

PLACE = ("name", "address", "block")
type Key = tuple[object, ...]


class Seen:
    def __init__(self):
        """Of what was read, digests alone: a large file is not in memory twice."""
        self.codes: dict[str, tuple[str, int, int]] = {}
        self.places: dict[int, tuple[str, str]] = {}

    def tell(self, number: str, values: dict[str, object], found: Findings) -> None:
        """A code serves once in a file; the same name at the same address is to be confirmed."""
        code, name = values.get("code"), values.get("name")
        content = hash(tuple(value for key, value in values.items() if key != "comment"))
        if code and code in self.codes:
            line, first, same = self.codes[code]
            if first == content:
                found.tell("code", "DOUBLON_EXACT", line, code, before=code)
            elif same == self.kept(values):
                found.tell("code", "DOUBLON_EXACT.same", line, code, before=code)
            else:
                found.tell("code", "REFERENCE_EN_DOUBLE", code, line, before=code)
            return
        if code:
            self.codes[code] = (number, content, self.kept(values))
        if name and values.get("address"):
            line, other = self.places.setdefault(hash(place_key(values)), (number, code or "—"))
            if line != number:
                found.tell("name", "DOUBLON_PROBABLE", line, other, before=name)

    @staticmethod
    def kept(values: dict[str, object]) -> int:
        """Of what makes it the same residence, whatever else is told otherwise: its name, place and homes."""
        return hash((str(values.get("name")).lower(), values.get("insee"), values.get("homes")))


@dataclass
class Shared:
    """What the tables of a file have in common: what was seen, how agencies are written, keys, homes by place."""

    agencies: dict[str, str] = field(default_factory=dict)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    departements: frozenset[str] = frozenset()
    towns: Mapping[str, str] = field(default_factory=dict)  # as `Matching` has them
    doubts: dict[str, Doubt] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    homes: Counter[str] = field(default_factory=Counter)

    def doubted(self, doubt: Doubt) -> Doubt:
        self.doubts.setdefault(doubt.key, doubt).many += 1
        return doubt


def place_key(values: dict[str, object]) -> Key:
    """Two buildings of a residence are two places; a list without buildings keeps its provisional codes."""
    name, address, block = (fold_name(str(values.get(part) or "")) for part in PLACE)
    where = (name, address, values.get("insee"))
    return (*where, block) if block else where


def provisional_code(values: dict[str, object]) -> str:
    """The same residence gets the same provisional code from one file to the next."""
    content = "|".join(str(part) for part in place_key(values))
    return f"PROV-{hashlib.sha256(content.encode()).hexdigest()[:8].upper()}"


FIELDS = (
    "name",
    "address",
    "postcode",
    "insee",
    "homes",
    "built_year",
    "is_qpv",
    "agency",
    "block",
    "town",
)


def settled(values):
    """The values to write of a line: a commune that is not sure is none, whatever was read."""
    return values if values.get("is_town_sure", True) else values | {"insee": ""}


@dataclass
class Comparison:
    """`new` and `changed` are rows by code; `absent` are residences that the file does not name."""

    new: dict = field(default_factory=dict)
    changed: dict = field(default_factory=dict)
    same: int = 0
    absent: list = field(default_factory=list)

    @property
    def counts(self):
        return {
            "created": len(self.new),
            "updated": len(self.changed),
            "unchanged": self.same,
            "absent": len(self.absent),
        }


def compare(residences, rows, named=()):
    """`rows`: dicts with « code » and FIELDS; a value of None leaves what is known.

    `named`: codes that the file holds on lines left out (doubtful, to correct): they are not absent.
    """
    known = {residence.code: residence for residence in residences}
    found, named = Comparison(), set(named)
    for row in rows:
        code, values = row["code"], given(row)
        named.add(code)
        if code not in known:
            found.new[code] = values
        elif differs(known[code], values):
            found.changed[code] = values
        else:
            found.same += 1
    found.absent = [r for code, r in known.items() if r.is_active and code not in named]
    return found


def given(row):
    return {name: row[name] for name in FIELDS if row.get(name) is not None}


def differs(residence, values):
    """A residence that had left the stock comes back with the file."""
    before = {name: getattr(residence, name) for name in values}
    return before != values or not residence.is_active


class Foresight:
    """The same counts for a large file, line after line, of what confirming would do with those that ask nobody."""

    def __init__(self, residences):
        known = residences.values_list("code", "pk", "is_active", *FIELDS)
        self.known = {code: facts for code, *facts in known.iterator()}
        self.named = set()
        self.found = Counter()

    def take(self, line):
        code = line.values.get("code")
        self.named.add(code)
        if line.status not in (Status.OK, Status.CORRECTED):
            return
        self.found["rated"] += line.values.get("index") is not None
        self.found[self._verdict(code, settled(line.values))] += 1

    def _verdict(self, code, values):
        if code not in self.known:
            return "created"
        _pk, is_active, *before = self.known[code]
        said = ((values.get(name), was) for name, was in zip(FIELDS, before, strict=True))
        is_same = is_active and all(value is None or value == was for value, was in said)
        return "unchanged" if is_same else "updated"

    @property
    def absent(self):
        """Their keys."""
        known = self.known.items()
        return [pk for code, (pk, is_active, *_) in known if is_active and code not in self.named]

    @property
    def counts(self):
        told = ("created", "updated", "unchanged", "rated")
        return {name: self.found[name] for name in told} | {"absent": len(self.absent)}
