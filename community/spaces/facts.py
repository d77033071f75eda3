"""What the first page of a space asks of its reader, gathered from the rooms, read in one query."""

from community.models import Space

FACTS = []


def add_facts(function):
    """`function(user, space) -> {name: expression}`, in no query; a name belongs to one room."""
    FACTS.append(function)
    return function


def facts(user, space):
    """{name: value} of this reader in this space, once for this object of the space."""
    known = getattr(space, "_facts", None)
    if known is None or known[0] != user.pk:
        asked = {}
        for function in FACTS:
            asked |= function(user, space)
        row = Space._base_manager.filter(pk=space.pk).values(**asked).get()
        known = space._facts = (user.pk, row)
    return known[1]
