"""Choices of messages that a person is offered: by capacity, then by moment, twelve at most before the folds."""

from dataclasses import dataclass, field

from django.utils.text import capfirst, slugify

from portal.notifications import catalogue
from portal.notifications.notices import PACES
from portal.ui import words

FIRST = 12


@dataclass
class Moment:
    """The notices of one group of the catalogue that a capacity receives; their fields, once the form has them."""

    title: str
    key: str = ""  # of the field that sets them all at once: those of a fold
    is_rest: bool = False  # others of this moment are shown above
    lines: list = field(default_factory=list)
    rows: tuple = ()
    at_once: object = None

    @property
    def note(self):
        """« 8 autres messages, 3 choix à vous »."""
        other = ("autre message", "autres messages") if self.is_rest else ("message", "messages")
        told = words.count(len(self.lines), *other)
        own = sum(
            row.value() != line.grouping for line, row in zip(self.lines, self.rows, strict=True)
        )
        return f"{told}, {words.count(own, 'choix à vous', 'choix à vous')}" if own else told

    @property
    def is_wrong(self):
        return any(row.errors for row in (*self.rows, self.at_once) if row)


@dataclass(frozen=True)
class Part:
    """What a person receives in one capacity: shown first, folded, and sent whatever they choose."""

    title: str
    first: tuple
    folded: tuple
    owed: tuple

    @property
    def owed_note(self):
        return words.count(len(self.owed), "message", "messages")


@dataclass(frozen=True)
class Owed:
    """A notice that one may not do without, with its pace and its reason."""

    line: object

    @property
    def why(self):
        return f"{capfirst(PACES[self.line.grouping])}\u00a0: {self.line.mandatory}."


def parts_of(user):
    """[Part] of a person: what presses comes first, as far as twelve; twelve choices or fewer are all shown."""
    received = catalogue.reaching(user)
    free = [one for notices in received.values() for one in notices if not one.mandatory]
    first = free if len(free) <= FIRST else [one for one in free if one.presses][:FIRST]
    shown = {one.key for one in first}
    return [_part(capacity, user, notices, shown) for capacity, notices in received.items()]


def _part(capacity, user, notices, shown):
    free = [one for one in notices if not one.mandatory]
    first = _moments(one for one in free if one.key in shown)
    folded = _moments(one for one in free if one.key not in shown)
    above = {moment.title for moment in first}
    for moment in folded:
        moment.key = f"at_once.{capacity.key}.{slugify(moment.title)}"
        moment.is_rest = moment.title in above
    owed = tuple(Owed(one) for one in notices if one.mandatory)
    return Part(capacity.title_for(user), first, folded, owed)


def _moments(notices):
    found = {}
    for one in notices:
        found.setdefault(one.group.title, Moment(one.group.title)).lines.append(one)
    return tuple(found.values())
