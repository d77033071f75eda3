"""Result rows of the members' search: all kinds in one query, filtered by stemmed words, best first."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, CharField, QuerySet, Value, Window
from django.db.models.functions import JSONArray, RowNumber
from django.db.models.query import EmptyQuerySet

from portal.core import union
from portal.search.index import Words
from portal.search.models import SearchTerm
from portal.search.query import Query

AT_MOST = (
    2000  # rows read of a kind, the latest first; what a larger kind holds needs its own index
)

UNRANKED = Value(0, BigIntegerField())


@dataclass(frozen=True)
class Found(Sequence):
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
class Pending(Sequence):
    """Rows of a source, in order if any: read with those of the other sources, or alone when asked before."""

    rows: QuerySet
    fields: tuple
    order: tuple
    tell: Callable = lambda row: row
    found: Found | None = field(default=None, kw_only=True)

    @property
    def pending(self):
        return (self,) if self.found is None else ()

    def __len__(self):
        return len(self._read())

    def __getitem__(self, place):
        return self._read()[place]

    def _read(self):
        if self.found is None:
            read_together([self])
        return self.found

    def part(self, code):
        """(code, rank, values of the fields) of each row."""
        rows = union.at_most(self.rows.order_by(*self.order), AT_MOST)
        rank = Window(RowNumber(), order_by=self.order) if self.order else UNRANKED
        return rows.values_list(Value(code, CharField()), rank, JSONArray(*self.fields))

    def keep(self, ranked):
        """Rows of (rank, values), in the types of their columns."""
        told = union.conversions(self.rows.model, self.fields)
        rows = [union.values_of(told, values) for _rank, values in sorted(ranked, key=_rank)]
        self.found = Found(tuple(self.chosen(rows)), self.tell)

    def chosen(self, rows):
        return rows


@dataclass(eq=False)
class Matching(Pending):
    """Rows that hold the query as they are now, best title first, then in order."""

    query: Query = field(kw_only=True)
    words: Words = field(kw_only=True)

    def chosen(self, rows):
        kept = [row for row in rows if self.query.answers(self.words.text_of(row))]
        title = self.words.fields.index(self.words.texts[0])
        return sorted(kept, key=lambda row: -self.query.weight(str(row[title])))


@dataclass(eq=False)
class Listed(Pending):
    """Rows of the keys that another engine gave, in its order; their key is their first field."""

    keys: tuple = field(kw_only=True)

    def chosen(self, rows):
        by_key = {row[0]: row for row in rows}
        return [by_key[key] for key in self.keys if key in by_key]


def _rank(pair):
    return pair[0]


def read_together(pending):
    """The rows of several sources, in one query."""
    asked = {str(n): one for n, one in enumerate(pending)}
    parts = [
        one.part(code) for code, one in asked.items() if not isinstance(one.rows, EmptyQuerySet)
    ]
    ranked = defaultdict(list)
    for code, rank, values in union.rows_of(parts, most=None) or ():
        ranked[code].append((rank, values))
    for code, one in asked.items():
        one.keep(ranked[code])


@dataclass(frozen=True)
class Joined(Sequence):
    """The results of a query, followed by those of another."""

    first: Matching
    then: Matching

    @property
    def pending(self):
        return (*self.first.pending, *self.then.pending)

    def __len__(self):
        return len(self.first) + len(self.then)

    def __getitem__(self, place):
        return [*self.first, *self.then][place]


def matching(rows, query, words, *, tell, order=("-pk",), is_indexed=True, beside=()):
    """The rows of a queryset that start from `visible_to`; those of all sources are one statement.

    `words.fields` are read of each, then the annotations `beside`, and given to `tell` as a list. The
    index tells which rows to read; a row answers when what it says now has every reference and every
    root. `is_indexed=False`: of a few rows, all are read.
    """
    for term in query.terms if is_indexed else ():
        held = SearchTerm.objects.filter(kind=words.kind, term=term)
        rows = rows.filter(pk__in=held.values("key"))
    return Matching(rows, (*words.fields, *beside), order, tell, query=query, words=words)


def listed(rows, keys, fields, *, tell=lambda row: row):
    """The rows of these keys, in their order, in the statement of all sources; `fields` are given to `tell`."""
    rows = rows.filter(pk__in=keys)
    return Listed(rows, ("pk", *fields), (), lambda row: tell(row[1:]), keys=tuple(keys))
