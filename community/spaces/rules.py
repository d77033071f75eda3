"""Permission rules of a space and of what belongs to it: member, reader, animator."""

from community.spaces.members.roles import place
from labelling.public import instructor
from portal.access import rule

office = instructor


def space_of(thing):
    """The space of a thing: itself, its own, or its thread's."""
    if hasattr(thing, "space"):
        return thing.space
    return thing.thread.space if hasattr(thing, "thread") else thing


@rule("un membre de l’espace")
def belongs(user, thing):
    """Member by a status of today, with the charter in force accepted, in an open space."""
    space = space_of(thing)
    mine = place(user, space)
    return bool(mine and mine.writes and space.state == "open")


@rule("une personne qui co-anime l’espace")
def co_animator(user, thing):
    mine = place(user, space_of(thing))
    return bool(mine and mine.writes and mine.is_animator)


animator = co_animator | office
writer = belongs | office
