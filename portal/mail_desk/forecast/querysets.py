"""Things that the mail forecast is about: their keys first, then their rows, kind by kind."""

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
)
from django.db.models.functions import Cast

from portal.core import clock
from portal.notifications import outbox
from portal.workflow import WORKFLOWS, Workflow

REMINDED = ""
MOST_OFF = 7  # a reminder of a day off leaves the day worked before: more days than ever follow each other off


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
    """What reminders may be about, and what each timed act would move from `start` to `end`."""
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
    rows = (row for part in parts for row in part if row[3] is not None)
    for kind, code, key, number in sorted(rows):
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
    """The things reached, and those of which messages tell, with what their mails read.

    One query a kind, and one of what each kind reads in numbers.
    """
    keys = defaultdict(set, {kind: set(some) for kind, some in reached.kinds.items()})
    for message in messages:
        keys[message.thing_type].add(message.thing_id)
    found = {kind: _with_parents(apps.get_model(kind), some) for kind, some in keys.items()}
    return Things({kind: {thing.pk: thing for thing in things} for kind, things in found.items()})


def _with_parents(model, keys):
    parents = [above for _path, above in _read_with(model) if above]
    rows = model._base_manager.filter(pk__in=keys).order_by()
    rows = rows.select_related(*parents) if parents else rows
    return list(rows.prefetch_related(*_in_numbers(model)))


def _in_numbers(model):
    return [path for path, above in _read_with(model) if above != path]


def _read_with(model):
    """[(path, its beginning that leads to one other)] of what the mails of a kind read."""
    table = WORKFLOWS.get(model)
    paths = table.reading if table else ()
    return [(path, _above(model, path.split("__"))) for path in paths]


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
