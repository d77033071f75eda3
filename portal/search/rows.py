"""Rows that answer, best first: narrowed by the database, read again with the French roots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q

AT_MOST = (
    2000  # rows read of a kind, the latest first; what a larger kind holds needs its own index
)


@dataclass(frozen=True)
class Found(Sequence):
    """What a source found, told when it is shown."""

    rows: tuple = ()
    tell: Callable = lambda row: row

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self.tell(row) for row in self.rows[place]]
        return self.tell(self.rows[place])


def matching(rows, query, *, fields, texts, tell, reference="", order=("-pk",), more=None):
    """The rows of a queryset that start from `visible_to`, in one statement.

    `fields` are read of each and given to `tell` as a tuple; `texts` the fields looked in, the title
    first; `reference` the one that holds its reference. `more(row)` adds words told in Python (the
    label of a state). A row answers when it has every reference and every root.
    """
    rows = rows.filter(_narrow(query, texts, reference, has_more=more is not None))
    found = list(rows.order_by(*order).values_list(*fields)[:AT_MOST])
    places = [fields.index(name) for name in texts]
    kept = []
    for row in found:
        said = " ".join(str(row[place]) for place in places if row[place])
        said = f"{said} {more(row)}" if more else said
        if query.answers(said):
            kept.append((query.weight(str(row[places[0]])), row))
    kept.sort(key=lambda one: -one[0])  # stable: the latest first among equals
    return Found(tuple(row for _weight, row in kept), tell)


def _narrow(query, texts, reference, *, has_more):
    """What the database can tell apart, never less than what answers."""
    where = Q()
    for one in query.references:
        where &= _any([reference] if reference else texts, "icontains", one)
    if not has_more:  # words told in Python are in no column
        for one in query.patterns:
            where &= _any(texts, "iregex", one)
    return where


def _any(names, lookup, value):
    return Q(*((f"{name}__{lookup}", value) for name in names), _connector=Q.OR)
