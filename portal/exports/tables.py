"""Table of a list: its columns, the rows that a person sees of it, and the words of its filters.

A list declares one, and says it on its view:

    DOSSIERS = Table("dossiers", "Dossiers", COLUMNS, rows=listing.seen, form=listing.filter_form)

    @exported(DOSSIERS)
    def dossier_list(request): …

Its page writes `{% export_links %}`. The view and the table start from the same function of rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import batched

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve

from portal.exports.columns import cell
from portal.ui import words

CHUNK = 500  # rows read, and completed, at a time
TABLES = {}


def as_they_are(rows, _user, _query):
    return rows


@dataclass(frozen=True)
class Again:
    """`url`: of the page of the list. `keys`: the columns that name a row, the surest first; `name`: what says it.

    `page(line, **where)`: where a line is changed; `pages`: {column: what gives the page of its act, or "", of (user,
    line, text)}.
    `doors`: how the other columns are written (`portal.exports.cells`). `add(**where)`, `remove(line, **where)`: the
    pages that do so. `query(user, titles)`: the query that gives these columns, where people choose them.
    """

    url: str
    keys: tuple
    page: Callable
    name: str
    doors: tuple = ()
    pages: dict = field(default_factory=dict)
    add: Callable = lambda **where: ""
    remove: Callable = lambda line, **where: ""
    query: Callable | None = None


@dataclass(frozen=True)
class Table:
    """`rows(user, query, **where)`: those of the list, all pages, in its order; raises what its page answers.

    `where` is what the address of the list names. `columns` may be a function of the person and the query.
    `form(user, query, **where)` is the bound form of its filters. `lines(rows, user, query)` completes some
    rows at once, as the page does with those that it shows: the columns read what it gives. `again`: how its
    file is read again (`portal.exports.comparing`).
    """

    code: str  # in the name of the file
    title: str
    columns: tuple | Callable
    rows: Callable
    form: Callable | None = None
    lines: Callable = as_they_are
    again: Again | None = None

    def columns_for(self, user, query):
        return tuple(self.columns(user, query)) if callable(self.columns) else self.columns


@dataclass(frozen=True)
class FilteredList:
    """A list as somebody has it before their eyes: its table, what its address names, its filters."""

    table: Table
    address: str
    where: dict
    query: QueryDict

    def rows(self, user):
        """Asked at each reading: raises Http404 or Forbidden to who does not see the list."""
        return self.table.rows(user, self.query, **self.where)

    def lines(self, user, rows):
        """The cells of each row, some rows at a time."""
        columns = self.table.columns_for(user, self.query)
        found = rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows
        for some in batched(found, CHUNK):
            for line in self.table.lines(list(some), user, self.query):
                yield [cell(column.value(line)) for column in columns]

    def titles(self, user):
        return [column.title for column in self.table.columns_for(user, self.query)]

    def filters(self, user):
        """[(label, what was asked)] of the filters that are set, in words."""
        if self.table.form is None:
            return []
        form = self.table.form(user, self.query, **self.where)
        form.is_valid()
        return [
            (field.label, _describe_value(field, form.cleaned_data[name]))
            for name, field in form.fields.items()
            if field.label and form.cleaned_data.get(name) not in (None, "", False)
        ]

    def file_name(self, day, extension):
        """« residences-QH-D-2026-0001-2026-11-28.xlsx »."""
        named = "-".join((self.table.code, *map(str, self.where.values())))
        return f"{named}-{day:%Y-%m-%d}.{extension}"


def count(rows):
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def _describe_value(field, value):
    if value is True:
        return "oui"
    if hasattr(value, "strftime"):
        return words.day(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def exported(table):
    """The view of a list says its table."""
    TABLES[table.code] = table

    def mark(view):
        view.table = table
        return view

    return mark


def find_list(address, query):
    """The list at this address, or the 404 of a page that is none."""
    try:
        match = resolve(address)
    except Resolver404:
        raise Http404 from None
    table = getattr(match.func, "table", None)
    if table is None:
        raise Http404
    query = query.copy()
    query.pop("page", None)
    where = {name: value for name, value in match.kwargs.items() if value is not None}
    said = query.urlencode()
    return FilteredList(table, f"{address}?{said}" if said else address, where, query)
