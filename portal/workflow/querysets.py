"""Locked rows of a step: its thing, what it names of others, and its aggregate."""


def stored(thing):
    """Its row, with those that every step reads of it."""
    rows = type(thing)._base_manager.filter(pk=thing.pk)
    return rows.select_related(*thing.read_with) if thing.read_with else rows


def part(thing, root):
    """Its row, which knows its aggregate as it was just read under the lock."""
    found = stored(thing).get()
    if thing.part_of and getattr(found, f"{thing.part_of}_id") == root.pk:
        setattr(found, thing.part_of, root)
    return found
