"""Result rows of the members' search: a query a kind, filtered by stemmed words, best first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from portal.search.index import Words
from portal.search.models import SearchTerm
from portal.search.parsing import Query

AT_MOST = (
    2000  # rows read of a kind, the latest first; what a larger kind holds needs its own index
)


@dataclass(frozen=True)
class Results(Sequence):
    """Results of a source; each is formatted only when it is displayed."""

    rows: tuple = ()
    tell: Callable = lambda row: row

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self.tell(row) for row in self.rows[place]]
        return self.tell(self.rows[place])


@dataclass(eq=False)
class Rows(Sequence):
    """Rows of a source, in order if any, read once they are asked for."""

    rows: QuerySet
    fields: tuple
    order: tuple
    tell: Callable

    def __len__(self):
        return len(self.found)

    def __getitem__(self, place):
        return self.found[place]

    @cached_property
    def found(self):
        rows = self.rows.order_by(*self.order).values_list(*self.fields)[:AT_MOST]
        return Results(tuple(self.chosen(rows)), self.tell)

    def chosen(self, rows):
        return rows


@dataclass(eq=False)
class Matching(Rows):
    """Rows that hold the query as they are now, best title first, then in order."""

    query: Query = field(kw_only=True)
    words: Words = field(kw_only=True)

    def chosen(self, rows):
        kept = [row for row in rows if self.query.answers(self.words.text_of(row))]
        title = self.words.fields.index(self.words.texts[0])
        return sorted(kept, key=lambda row: -self.query.weight(str(row[title])))


@dataclass(eq=False)
class RowsByKey(Rows):
    """Rows of the keys that another engine gave, in its order; their key is their first field."""

    keys: tuple = field(kw_only=True)

    def chosen(self, rows):
        by_key = {row[0]: row for row in rows}
        return [by_key[key] for key in self.keys if key in by_key]


@dataclass(frozen=True)
class Joined(Sequence):
    """The results of a query, followed by those of another."""

    first: Matching
    then: Matching

    def __len__(self):
        return len(self.first) + len(self.then)

    def __getitem__(self, place):
        return [*self.first, *self.then][place]


def matching(
    rows: QuerySet,
    query: Query,
    words: Words,
    *,
    tell: Callable,
    order: tuple = ("-pk",),
    is_indexed: bool = True,
    beside: Iterable = (),
) -> Matching:
    """The rows of a queryset that start from `visible_to`.

    `words.fields` are read of each, then the annotations `beside`, and given to `tell` as a tuple. The
    index tells which rows to read; a row answers when what it says now has every reference and every
    root. `is_indexed=False`: of a few rows, all are read.
    """
    for term in query.terms if is_indexed else ():
        held = SearchTerm.objects.filter(kind=words.kind, term=term)
        rows = rows.filter(pk__in=held.values("key"))
    return Matching(rows, (*words.fields, *beside), order, tell, query=query, words=words)


def rows_by_key(
    rows: QuerySet, keys: Iterable, fields: Iterable[str], *, tell: Callable = lambda row: row
) -> RowsByKey:
    """The rows of these keys, in their order; `fields` are given to `tell`."""
    rows = rows.filter(pk__in=keys)
    return RowsByKey(rows, ("pk", *fields), (), lambda row: tell(row[1:]), keys=tuple(keys))
