"""Name lookup in the directory, typing errors allowed.

The database narrows and sorts once, letters are compared in memory: comparing them in the database, for the
page, its number and its map, costs as much as all the rest.
"""

from array import array

from labelling.title.labels.directory import listing
from portal.core.read_once import read_once


class Rows:
    """What a paginator cuts: the same rows as `directory.rows`, of which a page alone is read."""

    def __init__(self, found, **filters):
        self.rows = listing.slim(listing.rows(**filters))
        self.found = [pk for pk in ordered(**filters) if pk in found]

    def __len__(self):
        return len(self.found)

    def __getitem__(self, some):
        own = self.rows.model is listing.Organism
        return self.rows.filter(**{"pk__in" if own else "organism__in": self.found[some]})


def counts(level, found, **filters):
    """{code: (organisms, homes)}, as `directory.counts` tells them without a name."""
    told = {}
    for pk in ordered(**filters):
        if pk in found:
            place = found[pk]
            many, homes = told.get(getattr(place, level), (0, 0))
            told[getattr(place, level)] = many + 1, homes + place.homes
    return told


def ordered(**filters):
    """The organisms of the rows, in their order; no name is looked for."""
    return _ordered(_key(filters))


def _key(filters):
    return tuple(sorted((name, value) for name, value in filters.items() if value))


@read_once
def _ordered(asked):
    rows = listing.rows(**dict(asked))
    own = "pk" if rows.model is listing.Organism else "organism"
    return array("q", rows.values_list(own, flat=True))
