"""The public sheets as sets of bits, kept by each process and mended by what changed.

What is kept is known by sums over the published practices and over the marks of the entries: a
withdrawal, a rollback or an index written by hand change them, and no count ever comes from a sheet
that is not published.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from django.db.models import Count, Sum

from observatory.models import GoodPractice
from observatory.search import texts
from observatory.search.bits import bitset
from observatory.search.models import PracticeEntry
from portal import generation

HELD = 48_000_000  # bytes of postings a process keeps, at most
FEW = 400  # entries: more are read with all the others
SLICES = {"day": 24, "reuse": 24, "pk": 40}  # bits of each number
LIVE = ("live",)


class Shelf:
    """One state of the public sheets. `sets` never changes but by new postings."""

    def __init__(self):
        self.size, self.fingerprint = 0, None
        self.slots, self.marks, self.pks, self.free = {}, {}, [], []
        self.sets = {LIVE: 0}
        self.values = {}  # {facet: values ever seen}
        self.ranked = {}  # {facet: those in use, most held first}
        self.postings = OrderedDict()  # {(field, roots): set}
        self.lock = threading.Lock()

    @property
    def live(self):
        return self.sets[LIVE]

    def counter(self, name):
        """The vertical counter of a number of each sheet."""
        return [self.sets.get((name, rank), 0) for rank in range(SLICES[name])]

    def value(self, facet, value):
        return self.sets.get(("facet", facet, value), 0)

    def most_held(self, facet, at_most):
        """The values of a facet that some public sheet has, those of most sheets first."""
        if facet not in self.ranked:
            counts = {one: self.value(facet, one).bit_count() for one in self.values.get(facet, ())}
            held = sorted((-count, one) for one, count in counts.items() if count)
            self.ranked[facet] = [one for _, one in held]
        return self.ranked[facet][:at_most]

    def lists(self, wanted):
        """{(field, roots): set of sheets}, those not yet at hand read together."""
        with self.lock:
            found = {key: self.postings[key] for key in wanted if key in self.postings}
            for key in found:
                self.postings.move_to_end(key)
        missing = [key for key in wanted if key not in found]
        if missing:
            read = texts.postings(missing)
            fresh = {key: self._set_of(pks) for key, pks in read.items()}
            found |= fresh
            self._hold(fresh)
        return found

    def _set_of(self, pks):
        slots = [self.slots[pk] for pk in pks if pk in self.slots]
        return bitset(slots, self.size) if slots else 0

    def _hold(self, fresh):
        most = max(300, HELD // (self.size // 8 + 60))
        with self.lock:
            self.postings.update(fresh)
            while len(self.postings) > most:
                self.postings.popitem(last=False)


def fingerprint():
    """What tells two states apart, from two indexes alone: the published practices, the entries' marks."""
    practices = GoodPractice.objects.published().order_by()
    return (
        *practices.aggregate(Count("pk"), Sum("pk")).values(),
        *PracticeEntry.objects.aggregate(Count("pk"), Sum("mark")).values(),
    )


def refreshed(shelf):
    """The shelf of now: the same when nothing changed, else a mended copy."""
    known = fingerprint()
    if known == shelf.fingerprint:
        return shelf
    published = set(GoodPractice.objects.published().order_by().values_list("pk", flat=True))
    marks = PracticeEntry.objects.order_by().values_list("pk", "mark")
    now = {pk: mark for pk, mark in marks if pk in published}
    gone = [pk for pk, mark in shelf.marks.items() if now.get(pk) != mark]
    fresh = [pk for pk, mark in now.items() if shelf.marks.get(pk) != mark]
    copy = mended(shelf, gone, fresh)
    copy.fingerprint = known
    return copy


def mended(shelf, gone, fresh):
    copy = _Copy(shelf)
    for pk in gone:
        copy.take_out(pk)
    for row in _read(fresh, has_tokens=bool(copy.texts)):
        copy.put_in(*row)
    return copy.finished()


def _read(pks, *, has_tokens):
    """The rows of these entries; without their roots while no posting is held."""
    names = ("pk", "mark", "facets", "published_on", "reuse_count", *(("tokens",) * has_tokens))
    found, wanted = PracticeEntry.objects.order_by(), set(pks)
    if len(wanted) <= FEW:
        found = found.filter(pk__in=wanted)
    for row in found.values_list(*names).iterator(chunk_size=2_000):
        if row[0] in wanted:
            yield row


class _Copy:
    """A copy being mended: sets that change are bytes for the time of it."""

    def __init__(self, shelf):
        self.old, self.new = shelf, Shelf()
        self.new.slots, self.new.marks = dict(shelf.slots), dict(shelf.marks)
        self.new.pks, self.new.free = list(shelf.pks), list(shelf.free)
        self.new.values = {facet: set(values) for facet, values in shelf.values.items()}
        with shelf.lock:
            postings = dict(shelf.postings)
        self.sets = shelf.sets | {("text", *key): bits for key, bits in postings.items()}
        self.texts = [(key, f" {' '.join(key[1])} ") for key in postings]
        self.bytes = {}

    def take_out(self, pk):
        slot = self.new.slots.pop(pk)
        del self.new.marks[pk]
        self.new.pks[slot] = None
        self.new.free.append(slot)
        for key in [*self.sets, *self.bytes]:
            if key in self.bytes or self.sets[key] >> slot & 1:
                held = self._held(key)
                if slot >> 3 < len(held):
                    held[slot >> 3] &= ~(1 << (slot & 7)) & 255

    def put_in(self, pk, mark, facets, published_on, reuse_count, tokens=None):
        slot = self.new.free.pop() if self.new.free else len(self.new.pks)
        if slot == len(self.new.pks):
            self.new.pks.append(pk)
        self.new.pks[slot], self.new.slots[pk], self.new.marks[pk] = pk, slot, mark
        self._set(LIVE, slot)
        numbers = {"day": published_on.toordinal(), "reuse": reuse_count, "pk": pk}
        for name, number in numbers.items():
            for rank in range(min(number.bit_length(), SLICES[name])):
                if number >> rank & 1:
                    self._set((name, rank), slot)
        for facet, values in facets.items():
            for value in values:
                self.new.values.setdefault(facet, set()).add(value)
                self._set(("facet", facet, value), slot)
        for (field, roots), text in self.texts:
            if text in f" {tokens[field]} ":
                self._set(("text", field, roots), slot)

    def _held(self, key):
        if key not in self.bytes:
            bits = self.sets.get(key, 0)
            self.bytes[key] = bytearray(bits.to_bytes(bits.bit_length() // 8 + 1, "little"))
        return self.bytes[key]

    def _set(self, key, slot):
        held = self._held(key)
        if slot >> 3 >= len(held):
            held.extend(bytes(max(64, (slot >> 3) - len(held) + 1)))
        held[slot >> 3] |= 1 << (slot & 7)

    def finished(self):
        new = self.new
        self.sets |= {key: int.from_bytes(held, "little") for key, held in self.bytes.items()}
        new.size = len(new.pks)
        new.sets = {key: bits for key, bits in self.sets.items() if key[0] != "text"}
        new.postings.update((key, self.sets["text", *key]) for key, _ in self.texts)
        return new


@dataclass
class _Kept:
    token: str | None
    shelf: Shelf


_shared = _Kept(None, Shelf())
_own = threading.local()  # what a transaction that has written sees, for its thread alone


def current():
    """The shelf of this generation; inside a transaction that has written, what it alone sees."""
    global _shared
    token = generation.current()
    kept = _shared
    if token and kept.token == token:
        return kept.shelf
    if token:
        kept = _Kept(token, refreshed(kept.shelf))
        _shared = kept
        _own.__dict__.clear()
        return kept.shelf
    _own.shelf = refreshed(getattr(_own, "shelf", kept.shelf))
    return _own.shelf


def drop():
    """Read everything again: what was kept did not agree with the database."""
    global _shared
    _shared = _Kept(None, Shelf())
    _own.shelf = Shelf()
