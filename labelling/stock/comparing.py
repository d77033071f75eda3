"""Comparison of an import with the stock: residences created, updated, unchanged, absent."""

from dataclasses import dataclass, field

FIELDS = ("name", "address", "postcode", "insee", "homes", "built_year", "is_qpv", "agency")


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
