"""Rows that answer, best first: narrowed by the index, read again with the French roots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.search.models import SearchTerm

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


def matching(rows, query, words, *, tell, order=("-pk",)):
    """The rows of a queryset that start from `visible_to`, in one statement.

    `words.fields` are read of each and given to `tell` as a tuple. The index tells which rows to read;
    a row answers when what it says now has every reference and every root.
    """
    for term in query.terms:
        held = SearchTerm.objects.filter(kind=words.kind, term=term)
        rows = rows.filter(pk__in=held.values("key"))
    title = words.fields.index(words.texts[0])
    found = rows.order_by(*order).values_list(*words.fields)[:AT_MOST]
    kept = [row for row in found if query.answers(words.said(row))]
    kept.sort(
        key=lambda row: -query.weight(str(row[title]))
    )  # stable: the latest first among equals
    return Found(tuple(kept), tell)
