"""The public sheets of one instant as sets of bits: places, numbers, facets, and the words asked for so far."""

import threading
from collections import OrderedDict

from observatory.search import texts
from observatory.search.bits import bitset
from observatory.search.picture import lists_of

HELD = 48_000_000  # bytes of postings a process keeps, at most
SLICES = {"day": 24, "reuse": 24, "pk": 40}  # bits of each number
LIVE = ("live",)
PICTURED = ("pictured",)  # sheets that are as the picture says


class Shelf:
    """One state of the public sheets. `sets` never changes but by new postings."""

    def __init__(self, *, is_bare=False):
        self.is_bare = is_bare  # read from the sheets, whatever a picture says
        self.size, self.tallies = 0, {}
        self.slots, self.marks, self.pks, self.free = {}, {}, [], []
        self.sets = {LIVE: 0}
        self.values = {}  # {facet: values ever seen}
        self.ranked = {}  # {facet: those in use and their sheets, most held first}
        self.postings = OrderedDict()  # {(field, roots): set}
        self.picture = None  # the one it started from
        self.paired = {}  # {field: roots whose every two in a row are listed there}
        self.loose = {}  # {slot: roots by field} of the sheets changed since that picture
        self.lock = threading.Lock()

    @property
    def live(self):
        return self.sets[LIVE]

    @property
    def pictured(self):
        return self.sets.get(PICTURED, 0)

    def counter(self, name):
        """The vertical counter of a number of each sheet."""
        return [self.sets.get((name, rank), 0) for rank in range(SLICES[name])]

    def value(self, facet, value):
        return self.sets.get(("facet", facet, value), 0)

    def most_held(self, facet, at_most):
        """[(value, sheets)] of a facet that some public sheet has, those of most sheets first."""
        if facet not in self.ranked:
            counts = {one: self.value(facet, one).bit_count() for one in self.values.get(facet, ())}
            held = sorted((-count, one) for one, count in counts.items() if count)
            self.ranked[facet] = [(one, -count) for count, one in held]
        return self.ranked[facet][:at_most]

    def lists(self, wanted):
        """{(field, roots): set of sheets}, those not yet at hand read together: common ones in the picture."""
        with self.lock:
            found = {key: self.postings[key] for key in wanted if key in self.postings}
            for key in found:
                self.postings.move_to_end(key)
        missing = [key for key in wanted if key not in found]
        if missing:
            fresh = lists_of(self, missing) if self.picture else {}
            read = texts.postings([key for key in missing if key not in fresh])
            fresh |= {key: self._set_of(pks) for key, pks in read.items()}
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
