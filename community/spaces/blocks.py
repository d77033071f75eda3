"""Home of a space: registry of its blocks, in order."""

BLOCKS = []


def register_block(function, order=100):
    """`function(user, space) -> (template, context)` or None, in a constant number of queries."""
    BLOCKS.append((order, function))
    BLOCKS.sort(key=lambda row: row[0])
    return function


def blocks(user, space):
    """[{template, context}] of the registered blocks that have something to show, in order."""
    found = (function(user, space) for _, function in BLOCKS)
    return [{"template": one[0], "context": one[1]} for one in found if one]
