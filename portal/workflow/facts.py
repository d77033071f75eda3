"""Facts on which a right depends, written in the audit log beside the act (dates, roles, digests).

`verify_journal` compares the last ones told with the rows (`told_states`): what SQL changed shows.
"""

import hashlib
from dataclasses import dataclass
from operator import attrgetter

from django.db import models
from django.db.models import Q

TOLD = {}


@dataclass(frozen=True)
class ModelFacts:
    """`known_by` and `facts`: what lines tell of a row, as `values_list` names it; of a text, its digest alone.

    `only`: the rows concerned. `may_leave`: those that the end of what is kept removes.
    """

    model: type
    known_by: tuple
    facts: tuple
    only: Q | None = None
    may_leave: bool = False

    @property
    def names(self):
        return self.known_by + self.facts

    def plain(self, values):
        """{name: value} as JSON keeps it."""
        texts = {f.name for f in self.model._meta.fields if isinstance(f, models.TextField)}
        return {
            name: _digest(value) if name in texts else _day(value)
            for name, value in zip(self.names, values, strict=True)
        }


def register_told(told):
    """Lines about rows of this model tell these facts from now on; earlier ones told nothing, and are not compared."""
    TOLD[told.model._meta.label_lower] = told
    return told


def read_facts(row):
    """What a line says of a row of a registered model; nothing of others."""
    told = TOLD.get(row._meta.label_lower)
    return told.plain(attrgetter(_path(name))(row) for name in told.names) if told else {}


def changed(before, row):
    """For the data of the line of an act: what the row was, where the act changed what is told."""
    return {} if before == read_facts(row) else {"facts_before": before}


def rows(made=(), changed=(), gone=()):
    """For the data of the line of an act: rows that it made, changed or removed beside its own thing."""
    said, first = {}, {}
    for row in (*made, *changed, *gone):
        said.setdefault(row._meta.label_lower, {})[str(row.pk)] = read_facts(row)
    for row in gone:
        said[row._meta.label_lower][str(row.pk)] = None
    for row in made:
        label = row._meta.label_lower
        first[label] = min(first.get(label, row.pk), row.pk)
    return ({"rows_told": said} if said else {}) | ({"rows_made": first} if first else {})


def with_facts(row, data):
    """The data of a line about `row`, and what it tells of it."""
    facts = read_facts(row)
    return {**(data or {}), "facts": facts} if facts else data or {}


def _path(name):
    return name.replace("__", ".")


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _day(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
