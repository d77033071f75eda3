"""A picture of the sets of the public sheets, written now and then by the worker.

A process starts from it and mends it, instead of reading every sheet; the list of a common word is
read in it as it is, instead of sheet by sheet. It decides nothing: a sheet that has changed since, by
its mark, is left out of it, and everything is found without it, only slower.
"""

import json
from array import array
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import and_

from observatory.search.bits import bitset
from observatory.search.models import PictureList, ShelfPicture

LARGE = 1_000  # sheets: fewer are read as fast without a picture
LOOSE = 400  # sheets changed since a picture: more, and its lists no longer serve
FAR = LOOSE // 2  # from which another one is due
DENSE, SPARSE = b"\0", b"\1"


@dataclass(frozen=True)
class Told:
    """The practices by their places, their marks, and the sets of all of them."""

    pk: int
    pks: list
    marks: list
    sets: dict
    paired: dict  # {field: roots so common that every two of them in a row are listed}


def packed(slots, size):
    """A set as bytes: its bits, or its places while these are shorter."""
    if len(slots) * 32 < size:
        return SPARSE + array("I", slots).tobytes()
    bits = bitset(slots, size)
    return DENSE + bits.to_bytes(bits.bit_length() // 8 + 1, "little")


def unpacked(told, size):
    kind, held = bytes(told[:1]), bytes(told[1:])
    if kind == DENSE:
        return int.from_bytes(held, "little")
    return bitset(array("I", held), size)


def latest(but=None):
    """What the latest picture tells; None when there is none, or none later than `but`."""
    made = ShelfPicture.objects.filter(pk__gt=but or 0).order_by("-pk").first()
    return made and _told(made)


def _told(made):
    pks, marks = array("q", bytes(made.practices)).tolist(), array("q", bytes(made.marks)).tolist()
    names, held, sets, at = json.loads(made.names), bytes(made.sets), {}, 0
    for key, length in names:
        sets[tuple(key)] = unpacked(held[at : at + length], len(pks))
        at += length
    everyone = (1 << len(pks)) - 1
    sets |= {("live",): everyone, ("pictured",): everyone}
    paired = {field: frozenset(roots) for field, roots in made.paired.items()}
    return Told(made.pk, pks, marks, sets, paired)


def name_of(field, roots):
    return f"{field} {' '.join(roots)}"


def lists_of(shelf, wanted):
    """{(field, roots): set} of those that the picture knows, mended by the sheets that have changed since."""
    names = {key: _names(shelf, *key) for key in wanted}
    asked = {name for parts in names.values() for name in parts}
    rows = PictureList.objects.filter(picture=shelf.picture, name__in=asked)
    told = {name: unpacked(held, shelf.size) for name, held in rows.values_list("name", "sheets")}
    found = {}
    for key, parts in names.items():
        bits = _held(key, parts, told)
        if bits is not None:
            found[key] = bits & shelf.pictured | _loose(shelf, *key)
    return found


def _names(shelf, field, roots):
    """The lists that tell of these roots in a row: one for each two of them, if all are listed."""
    if len(roots) == 1:
        return [name_of(field, roots)]
    if shelf.paired.get(field, frozenset()).issuperset(roots):
        return [name_of(field, pair) for pair in pairwise(roots)]
    return []


def _held(key, parts, told):
    """A set of the picture; None when it does not know: a rare word, or words that only seem in a row."""
    roots = key[1]
    if len(roots) == 1:
        return told.get(parts[0])
    both = reduce(and_, (told.get(name, 0) for name in parts)) if parts else None
    return both if len(roots) == 2 or not both else None


def _loose(shelf, field, roots):
    """Those that hold the roots among the sheets that have changed since."""
    text = f" {' '.join(roots)} "
    slots = [slot for slot, tokens in shelf.loose.items() if text in f" {tokens[field]} "]
    return bitset(slots, shelf.size) if slots else 0
