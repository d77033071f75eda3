"""Storing of what an import brings: by the engine's door, counted, found by the members' search."""

from labelling.steering.follow_up.past import record_past
from labelling.steering.history_import.past.objects import name_of
from portal.search.index import INDEXED, keep
from portal.workflow.taking_over import AT_ONCE, OF_TRACKING, Past, take_over


class Store:
    def __init__(self, tracking_import, by):
        self.source, self.by = tracking_import, by
        self.counts = {}

    def put(self, things, lines, fact, state=None):
        """Each with its place; `fact(line, thing)` is its day, `state(thing)` where it stands."""
        pasts = [
            Past(
                thing,
                name_of(thing),
                state(thing) if state else "",
                fact(line, thing),
                {"import": self.source.reference} | _place(line),
                "d’avant le portail" if self.source.is_typed else OF_TRACKING,
            )
            for thing, line in zip(things, lines, strict=True)
        ]
        take_over(pasts, by=self.by)
        self._count(things)

    def add(self, things):
        """What has no life of its own: the line of what it belongs to tells it."""
        self._count(things)
        return type(things[0]).objects.bulk_create(things, batch_size=AT_ONCE) if things else []

    def tell(self, facts):
        """What the office keeps for itself: its own door, without a line in the chain of the organism."""
        for made in record_past(facts, by=self.by, taken_from=self.source):
            self._count([made])

    def index(self):
        for words in INDEXED.values():
            if words.model._meta.label_lower in self.counts:
                keep(words, words.model._base_manager.filter(taken_from=self.source))

    def _count(self, things):
        if things:
            name = things[0]._meta.label_lower
            self.counts[name] = self.counts.get(name, 0) + len(things)


def _place(line):
    return {"sheet": line.sheet, "row": line.row} if line else {}
