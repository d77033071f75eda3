"""Home of a space: registry of its blocks, in order, and of the rows that they list, read in one query."""

from portal.access.standing import once_a_standing
from portal.core import union

BLOCKS = []
ROWS = {}


def register_block(function, order=100):
    """`function(user, space) -> (template, context)` or None, in a constant number of queries."""
    BLOCKS.append((order, function))
    BLOCKS.sort(key=lambda row: row[0])
    return function


def register_rows(*fields):
    """Register `rows(user, space key)`: a queryset that a block lists, of which `fields` are read.

    It depends on the standing of the person and on the day alone (`portal.access.standing`).
    """

    def register(rows):
        ROWS[f"{rows.__module__}.{rows.__name__}"] = rows, fields
        return rows

    return register


def blocks(user, space):
    """[{template, context}] of the registered blocks that have something to show, in order."""
    found = (function(user, space) for _, function in BLOCKS)
    return [{"template": one[0], "context": one[1]} for one in found if one]


def listed(rows, user, space):
    """The things of registered `rows`, in no order, each with its space; those of all the blocks are one query."""
    found = space.read_once.get(("rows", user.pk), lambda: _read(user, space))
    return [thing for code, thing in found if code == f"{rows.__module__}.{rows.__name__}"]


def _read(user, space):
    found = statement(user, space.pk).things()
    for _code, thing in found:
        thing.space = space
    return found


@once_a_standing
def statement(user, key):
    return union.statement_of_parts(
        [union.Part(code, rows(user, key), fields) for code, (rows, fields) in ROWS.items()]
    )
