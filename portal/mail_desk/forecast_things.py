"""Things that the mail forecast is about: one query finds their keys, another reads them."""

from collections import defaultdict
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    IntegerField,
    Q,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Cast

from portal.core import clock, union
from portal.notifications import outbox
from portal.workflow import WORKFLOWS, Workflow

REMINDED = ""
WIDEST = 98  # columns of a row read as JSON: PostgreSQL gives a function a hundred arguments
MOST_OFF = 7  # a reminder of a day off leaves the day worked before: more days than ever follow each other off
LONG = ("TextField", "JSONField", "StreamField")


@dataclass(frozen=True)
class Asked:
    """Of a table, the reminders asked for, and [(timed, step, notices asked for)]."""

    table: Workflow
    reminders: list
    acts: list

    @property
    def kind(self):
        return self.table.model._meta.label_lower

    def is_reminded(self, reminder, thing):
        return thing.state == reminder.state and getattr(thing, reminder.field) is not None


@dataclass
class Reached:
    """Keys of things: `kinds` {kind: keys}, `acts` {(table, timed): [((kind, key), number of the day)]}."""

    kinds: dict = field(default_factory=lambda: defaultdict(set))
    acts: dict = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Things:
    """{kind: {key: thing}}."""

    found: dict

    def of(self, model):
        return self.found.get(model._meta.label_lower, {}).values()

    def get(self, kind, key):
        return self.found.get(kind, {}).get(key)


def on(day) -> AbstractContextManager:
    """At the hour when reminders leave."""
    return clock.at(datetime.combine(day, outbox.MORNING, tzinfo=clock.PARIS))


def reached(tables, start, end):
    """What reminders may be about, and what each timed act would move from `start` to `end`: one query."""
    parts, acts = [], {}
    for asked in tables:
        if asked.reminders:
            parts.append(_columns(_reminded(asked, end), asked.kind, REMINDED, Value(0)))
        for timed, step, _told in asked.acts:
            whens = _whens(timed, start, end)
            if whens:
                code = str(len(acts))
                acts[code] = asked.table, timed
                rows = asked.table.model._default_manager.filter(state__in=step.source)
                parts.append(_columns(rows, asked.kind, code, Case(*whens)))
    found = Reached()
    rows = sorted(row for row in union.rows_of(parts, most=None) or () if row[3] is not None)
    for kind, code, key, number in rows:
        found.kinds[kind].add(key)
        if code != REMINDED:
            found.acts[acts[code]].append(((kind, key), number))
    return found


def _reminded(asked, end):
    """Less what is too far; where the rules of each thing keep the days, all of them."""
    about = Q()
    for one in asked.reminders:
        dated = {"state": one.state, f"{one.field}__isnull": False}
        if not isinstance(one.days, str):
            dated[f"{one.field}__lte"] = end + timedelta(max(one.days) + MOST_OFF)
        about |= Q(**dated)
    return asked.table.model._default_manager.filter(about)


def _whens(timed, start, end):
    """The condition of each day; none when there is no date: it is decided once the step may be made."""
    whens = []
    for number in range((end - start).days + 1):
        with on(start + timedelta(number)):
            when = timed.when()
        if not when:
            return []
        whens.append(When(when, then=Value(number)))
    return whens


def _columns(rows, kind, code, number):
    """(kind, code, key, number of the day) of some rows."""
    return rows.order_by().values_list(
        Value(kind, CharField()),
        Value(code, CharField()),
        Cast("pk", BigIntegerField()),
        Cast(number, IntegerField()),
    )


def read(reached, messages):
    """The things reached, and those of which messages tell, with what their mails read; long texts when asked.

    One query of all kinds, but for those whose columns are too many for a row of it, and one of what
    each kind reads in numbers.
    """
    keys = defaultdict(set, {kind: set(some) for kind, some in reached.kinds.items()})
    for message in messages:
        keys[message.thing_type].add(message.thing_id)
    rows = {kind: apps.get_model(kind)._base_manager.filter(pk__in=keys[kind]) for kind in keys}
    fields = {kind: _fields(rows[kind].model) for kind in keys}
    short = [kind for kind in keys if len(fields[kind]) <= WIDEST]
    found = {kind: _with_parents(rows[kind]) for kind in keys.keys() - set(short)}
    parts = [union.Part(kind, rows[kind], fields[kind]) for kind in short]
    for kind, thing in union.read(parts, most=None):
        found.setdefault(kind, []).append(thing)
    for kind, things in found.items():
        prefetch_related_objects(things, *_in_numbers(rows[kind].model))
    return Things({kind: {thing.pk: thing for thing in things} for kind, things in found.items()})


def _with_parents(rows):
    parents = [above for _path, above in _read_with(rows.model) if above]
    return list(rows.order_by().select_related(*parents))


def _fields(model):
    """The columns of a kind of thing and of what it reads above, but long texts."""
    found = dict.fromkeys(_short_columns(model))
    for _path, above in _read_with(model):
        of, prefix = model, ""
        for name in filter(None, above.split(LOOKUP_SEP)):
            of, prefix = of._meta.get_field(name).related_model, f"{prefix}{name}{LOOKUP_SEP}"
            found |= dict.fromkeys(prefix + column for column in _short_columns(of))
    return tuple(found)


def _short_columns(model):
    columns = model._meta.concrete_fields
    return [one.name for one in columns if one.get_internal_type() not in LONG]


def _in_numbers(model):
    return [path for path, above in _read_with(model) if above != path]


def _read_with(model):
    """[(path, its beginning that leads to one other)] of what the mails of a kind read."""
    table = WORKFLOWS.get(model)
    paths = table.reading if table else ()
    return [(path, _above(model, path.split(LOOKUP_SEP))) for path in paths]


def _above(model, names):
    """The beginning of a path that leads from each thing to one other: joined, it costs no query."""
    above = []
    for name in names:
        one = model._meta.get_field(name)
        if not (one.many_to_one or one.one_to_one) or not one.concrete:
            break
        above.append(name)
        model = one.related_model
    return "__".join(above)
