"""What changed since a shelf was read, found by blocks of sheets, and a copy of the shelf mended by it.

A block is a thousand practices by their numbers. Its sums tell whether something in it changed, so
that a publication among fifty thousand sheets reads one block again and not them all.
"""

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q, Sum, Value

from observatory.models import PUBLISHED, GoodPractice
from observatory.search import picture
from observatory.search.held import LIVE, SLICES, Shelf
from observatory.search.models import PracticeEntry

FEW = 400  # entries: more are read with all the others
WIDE, BLOCKS = 1_024, 40  # practices of a block; blocks: more are read with all the others


def tallies():
    """{block: (count, sum of numbers, count, sum of marks)}: what tells two states apart, from two indexes alone."""
    found = {}
    for kind, block, count, total in sums():
        kept = found.setdefault(block, [0, 0, 0, 0])
        kept[kind : kind + 2] = count, total
    return {block: tuple(kept) for block, kept in found.items()}


def sums():
    """(0, block, count, sum) of the published practices, (2, block, count, sum) of the entries."""
    practices = _by_block(0, GoodPractice.objects.published(), "pk", "pk")
    entries = _by_block(2, PracticeEntry.objects.all(), "practice_id", "mark")
    return practices.union(entries, all=True).order_by()


def _by_block(kind, rows, number, summed):
    block = ExpressionWrapper(F(number) / WIDE, BigIntegerField())
    rows = rows.order_by().annotate(kind=Value(kind), block=block).values_list("kind", "block")
    return rows.annotate(Count("pk"), Sum(summed))


def tallies_of(marks):
    """The tallies of a state where the published practices are those of these marks."""
    found = {}
    for pk, mark in marks.items():
        block = found.setdefault(pk // WIDE, [0, 0, 0, 0])
        block[0] += 1
        block[1] += pk
        block[3] += mark
    return {block: (n, numbers, n, marks) for block, (n, numbers, _, marks) in found.items()}


def refreshed(shelf):
    """The shelf of now: the same when nothing changed, else a mended copy of it or of a newer picture."""
    known = tallies()
    if known == shelf.tallies:
        return shelf
    base = _newer(shelf, known) or shelf
    changed = {
        block
        for block in known.keys() | base.tallies.keys()
        if known.get(block) != base.tallies.get(block)
    }
    now = _public(changed)
    gone = [pk for pk in _of_blocks(base.marks, changed) if now.get(pk) != base.marks[pk]]
    fresh = [pk for pk, mark in now.items() if base.marks.get(pk) != mark]
    copy = mended(base, gone, fresh)
    copy.tallies = known
    return copy


def _newer(shelf, known):
    """The shelf of a picture nearer than this one; None when there is none, or when this one is near enough."""
    is_near = shelf.picture and len(shelf.loose) < picture.FAR
    is_small = sum(count for count, *_ in known.values()) < picture.LARGE
    if shelf.is_bare or is_near or is_small:
        return None
    told = picture.latest(but=shelf.picture)
    return told and _of_picture(told)


def _of_picture(told):
    shelf = Shelf()
    shelf.picture, shelf.pks, shelf.sets = told.pk, told.pks, told.sets
    shelf.size, shelf.paired = len(told.pks), told.paired
    shelf.slots = {pk: slot for slot, pk in enumerate(told.pks)}
    shelf.marks = dict(zip(told.pks, told.marks, strict=True))
    for kind, *of in shelf.sets:
        if kind == "facet":
            shelf.values.setdefault(of[0], set()).add(of[1])
    shelf.tallies = tallies_of(shelf.marks)
    return shelf


def _of_blocks(marks, blocks):
    """The sheets of these blocks, or all of them when these are many."""
    if len(blocks) > BLOCKS:
        return [*marks]
    wide = (range(block * WIDE, (block + 1) * WIDE) for block in blocks)
    return [pk for one in wide for pk in one if pk in marks]


def _public(blocks):
    """{pk: mark} of the public sheets of these blocks."""
    rows = PracticeEntry.objects.filter(practice__state__in=PUBLISHED).order_by()
    if len(blocks) <= BLOCKS:
        within = Q(pk__in=())
        for block in blocks:
            within |= Q(pk__gte=block * WIDE, pk__lt=(block + 1) * WIDE)
        rows = rows.filter(within)
    return dict(rows.values_list("pk", "mark"))


def mended(shelf, gone, fresh):
    copy = _Copy(shelf)
    for pk in gone:
        copy.take_out(pk)
    if len(copy.new.loose) + len(fresh) > picture.LOOSE:
        copy.leave_picture()
    for row in _read(fresh, has_tokens=copy.wants_tokens):
        copy.put_in(*row)
    return copy.finished()


def _read(pks, *, has_tokens):
    """The rows of these entries; without their roots while nothing needs them."""
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
        self.new = Shelf()
        self.new.slots, self.new.marks = dict(shelf.slots), dict(shelf.marks)
        self.new.pks, self.new.free = list(shelf.pks), list(shelf.free)
        self.new.values = {facet: set(values) for facet, values in shelf.values.items()}
        self.new.picture, self.new.paired = shelf.picture, shelf.paired
        self.new.loose = dict(shelf.loose)
        with shelf.lock:
            postings = dict(shelf.postings)
        self.sets = shelf.sets | {("text", *key): bits for key, bits in postings.items()}
        self.texts = [(key, f" {' '.join(key[1])} ") for key in postings]
        self.bytes = {}

    @property
    def wants_tokens(self):
        return bool(self.texts or self.new.picture)

    def leave_picture(self):
        """Too much has changed since: the words are asked of the sheets, until there is a newer one."""
        self.new.picture, self.new.loose = None, {}

    def take_out(self, pk):
        slot = self.new.slots.pop(pk)
        del self.new.marks[pk]
        self.new.loose.pop(slot, None)
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
        if self.new.picture:
            self.new.loose[slot] = tokens
        self._set(LIVE, slot)
        for key in keys_of(pk, facets, published_on, reuse_count):
            self._set(key, slot)
        for facet, values in facets.items():
            self.new.values.setdefault(facet, set()).update(values)
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


def keys_of(pk, facets, published_on, reuse_count):
    """The names of the sets that hold a sheet: the bits of its numbers, the values of its facets."""
    numbers = {"day": published_on.toordinal(), "reuse": reuse_count, "pk": pk}
    for name, number in numbers.items():
        for rank in range(min(number.bit_length(), SLICES[name])):
            if number >> rank & 1:
                yield name, rank
    for facet, values in facets.items():
        for value in values:
            yield "facet", facet, value
