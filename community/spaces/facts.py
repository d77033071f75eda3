"""Facts about the reader for the home of a space: expressions registered by topics, read in one query."""

from functools import cache

from community.spaces.models import Space
from portal.access.compiled import compiled

FACTS = []


def register_facts(function):
    """Register `function(person, space) -> {name: expression}` for a person (key); a name belongs to one topic."""
    FACTS.append(function)
    return function


def facts(user, space):
    """{name: value} of this reader in this space, read once for this object."""
    [row] = space.read_once.get(("facts", user.pk), lambda: _asked(user.pk, space))
    return dict(zip(_names(space), row, strict=True))


@compiled
def _asked(person, space):
    asked = _expressions(person, space)
    return Space._base_manager.filter(pk=space.pk).annotate(**asked).values_list(*asked)


@cache
def _names(space):
    return tuple(_expressions(None, space))


def _expressions(person, space):
    asked = {}
    for function in FACTS:
        asked |= function(person, space)
    return asked
