"""Result rows of the members' search: all kinds in one query, filtered by stemmed words, best first."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import CharField, QuerySet, Value, Window
from django.db.models.functions import JSONArray, RowNumber
from django.db.models.query import EmptyQuerySet

from portal.core import union
from portal.search.index import Words
from portal.search.models import SearchTerm
from portal.search.query import Query

AT_MOST = (
    2000  # rows read of a kind, the latest first; what a larger kind holds needs its own index
)


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
class Matching(Sequence):
    """The rows of a source that answer: read with those of the other sources, or alone when asked before."""

    rows: QuerySet
    query: Query
    words: Words
    tell: Callable
    order: tuple
    found: Found | None = None

    @property
    def pending(self):
        return () if self.found else (self,)

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
        rank = Window(RowNumber(), order_by=self.order)
        values = JSONArray(*self.words.fields)
        return rows.values_list(Value(code, CharField()), rank, values)

    def keep(self, ranked):
        """Rows of (rank, values) that still match the query, best first, then latest."""
        kinds = union.columns_of(self.words.model, self.words.fields)
        rows = [union.values_of(kinds, values) for _rank, values in sorted(ranked, key=_rank)]
        kept = [row for row in rows if self.query.answers(self.words.text_of(row))]
        title = self.words.fields.index(self.words.texts[0])
        kept.sort(key=lambda row: -self.query.weight(str(row[title])))
        self.found = Found(tuple(kept), self.tell)


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


def matching(rows, query, words, *, tell, order=("-pk",), is_indexed=True):
    """The rows of a queryset that start from `visible_to`; those of all sources are one statement.

    `words.fields` are read of each and given to `tell` as a list. The index tells which rows to read;
    a row answers when what it says now has every reference and every root. `is_indexed=False`: of a
    few rows, all are read.
    """
    for term in query.terms if is_indexed else ():
        held = SearchTerm.objects.filter(kind=words.kind, term=term)
        rows = rows.filter(pk__in=held.values("key"))
    return Matching(rows, query, words, tell, order)
