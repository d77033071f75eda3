"""Facts about the reader for the home of a space: expressions registered by topics, read in one query."""

from community.spaces.models import Space

FACTS = []


def register_facts(function):
    """Register `function(person, space) -> {name: expression}` for a person (key); a name belongs to one topic."""
    FACTS.append(function)
    return function


def facts(user, space):
    """{name: value} of this reader in this space, read once for this object."""
    return space.read_once.get(("facts", user.pk), lambda: _read(user.pk, space))


def _read(person, space):
    asked = {}
    for function in FACTS:
        asked |= function(person, space)
    return Space._base_manager.annotate(**asked).values(*asked).get(pk=space.pk)
