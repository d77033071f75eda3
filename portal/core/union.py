"""Rows of several models read in one query (UNION ALL), each given back as an object of its model.

What a page asks of twenty models costs it one query, whatever the reader's roles and however many rows.
"""

import json
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from operator import itemgetter

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    CharField,
    DateTimeField,
    ForeignKey,
    IntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import JSONArray
from django.utils.dateparse import parse_datetime

MOST = 3000  # rows of a union
PLAIN = {CharField.to_python, TextField.to_python, IntegerField.to_python}  # of JSON, as they are
SOME_INSTANT = datetime(1901, 2, 3, tzinfo=UTC)  # of a Statement that is asked about any
SOME_KEY = -7_000_000_013  # the same of a thing: no row has it


@dataclass(frozen=True)
class Part:
    """The rows of one model in the union, and what is read of each.

    `fields` are columns of the model (`state`), of what it refers to (`dossier__organism__name`), or
    annotations of `rows`; any other field is deferred, as after `only()`.
    """

    code: str
    rows: QuerySet
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A query as the ORM writes it, to be asked as often as needed; `sql` is empty when nothing can answer."""

    sql: str
    params: tuple
    plans: dict = field(default_factory=dict)  # {code: Plan} of the parts
    meant: dict = field(default_factory=dict)  # {stand-in of a parameter: its value}

    def rows(self):
        """Tuples as the database gives them."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [self.meant.get(one, one) for one in self.params])
            return cursor.fetchall()

    def since(self, instant):
        """The same query, about `instant` where it was written with SOME_INSTANT."""
        adapted = connection.ops.adapt_datetimefield_value
        return self._about(adapted(SOME_INSTANT), adapted(instant))

    def of(self, key):
        """The same query, about the thing of this key where it was written with SOME_KEY."""
        return self._about(SOME_KEY, key)

    def _about(self, written, meant):
        return replace(self, meant=self.meant | {written: meant})

    def things(self):
        """[(code, object)] of the parts; those of a part come in no order."""
        return [(code, self.plans[code].build(json.loads(row))) for code, row in self.rows()]


def statement_of(queryset, plans=None):
    """The Statement of a `values_list`; None: of nothing."""
    try:
        sql, params = queryset.query.sql_with_params() if queryset is not None else ("", ())
    except EmptyResultSet:
        sql, params = "", ()
    # People whom the same things bind share the text.
    return Statement(sys.intern(sql), tuple(params), plans or {})


def statement_of_parts(parts, *, most=MOST):
    """All the parts in one query."""
    plans = {part.code: _plan(part.rows.model, part.fields) for part in parts}
    columns = [_columns(part, plans[part.code]) for part in parts]
    return statement_of(rows_of(columns, most=most), plans)


def read(parts, *, most=MOST):
    """[(code, object)] of the parts, in one query."""
    return statement_of_parts(list(parts), most=most).things()


def rows_of(querysets, *order, most=MOST):
    """The rows of some `values_list` of the same types, the first ones by `order` (`most` None: all), or None."""
    if not querysets:
        return None
    first, *others = querysets
    rows = first.union(*others, all=True) if others else first
    return rows if rows.query.is_sliced else rows.order_by(*order)[:most]


def at_most(rows, many):
    """The first rows of an ordered queryset, as a union takes them."""
    if connection.features.supports_slicing_ordering_in_compound:
        return rows[:many]
    # SQLite neither cuts nor orders a part of a union.
    return rows.filter(pk__in=rows.values("pk")[:many]).order_by()


def instant(value):
    """The instant of a row, that JSON tells in words; without a zone (SQLite) it is universal time."""
    at = parse_datetime(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def _columns(part, plan):
    rows = part.rows if part.rows.query.is_sliced else part.rows.order_by()
    return rows.values_list(Value(part.code, CharField()), JSONArray(*plan.paths))


@dataclass
class Plan:
    """How an object, and what it refers to, is made of the values of its row."""

    model: type
    paths: list = field(default_factory=list)  # of the whole row, shared by what it refers to
    columns: dict = field(default_factory=dict)  # {attname: place in the row}
    relations: dict = field(default_factory=dict)  # {name: Plan}
    annotations: dict = field(default_factory=dict)  # {name: place in the row}

    def add(self, names, prefix=""):
        """Read one more path, with the key of each object on the way."""
        name, *rest = names
        if name not in _forward(self.model):
            return self.annotations.setdefault(name, self._place(name))
        column = _forward(self.model)[name]
        if not rest:
            return self._read(column, prefix)
        if name not in self.relations:
            self.relations[name] = Plan(column.related_model, self.paths)
            self.relations[name].add(["pk"], f"{prefix}{name}{LOOKUP_SEP}")
        return self.relations[name].add(rest, f"{prefix}{name}{LOOKUP_SEP}")

    def _read(self, column, prefix):
        if column.attname not in self.columns:
            self.columns[column.attname] = self._place(prefix + column.attname)

    def _place(self, path):
        self.paths.append(path)
        return len(self.paths) - 1

    def build(self, row):
        """The object, or None where nothing is referred to."""
        if row[self.columns[self.model._meta.pk.attname]] is None:
            return None
        names, values = self.own
        thing = self.model.from_db(DEFAULT_DB_ALIAS, names, [value(row) for value in values])
        for name, plan in self.relations.items():
            setattr(thing, name, plan.build(row))
        for name, place in self.annotations.items():
            setattr(thing, name, row[place])
        return thing

    @cached_property
    def own(self):
        """Names of the columns read, and what gives the value of each from a row, in the order of the model."""
        read = [one for one in self.model._meta.concrete_fields if one.attname in self.columns]
        values = [_value_at(self.columns[one.attname], _conversion(one)) for one in read]
        return frozenset(one.attname for one in read), values


@lru_cache(maxsize=512)
def _plan(model, fields):
    plan = Plan(model)
    for path in ("pk", *fields):
        plan.add(path.split(LOOKUP_SEP))
    return plan


@lru_cache(maxsize=512)
def conversions(model, fields):
    """[(place, conversion)] of the columns, at the end of these paths, that JSON tells in words; for `values_of`.

    An annotation is a text or a number: JSON tells it as it is.
    """
    found = []
    for place, path in enumerate(fields):
        of = model
        *above, last = path.split(LOOKUP_SEP)
        for name in above:
            of = of._meta.get_field(name).related_model
        if convert := _conversion(_forward(of).get(last)):
            found.append((place, convert))
    return found


def values_of(converted, values):
    """What a row read as JSON holds, in the types of its columns."""
    for place, convert in converted:
        if values[place] is not None:
            values[place] = convert(values[place])
    return values


@lru_cache(maxsize=256)
def _forward(model):
    """{name: field} of what a row of the model holds, its key under both its names."""
    found = {one.name: one for one in model._meta.concrete_fields}
    return found | {"pk": model._meta.pk}


def _conversion(column):
    """What makes the value of a column from what JSON tells: days, instants, identifiers; None when it is the same."""
    if column is None:
        return None
    if isinstance(column, DateTimeField):
        return instant
    last = column
    while isinstance(last, ForeignKey):
        last = last.target_field
    return None if type(last).to_python in PLAIN else column.to_python


def _value_at(place, convert):
    if convert is None:
        return itemgetter(place)
    return lambda row: None if row[place] is None else convert(row[place])
