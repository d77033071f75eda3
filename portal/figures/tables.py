"""Small-cell suppression in public tables of findings and scores (BR-98).

Hiding cells under three organisms is not enough: a total less its neighbours, or two tables
crossed, would give them back. What the published cells tell is every sum that can be combined
from theirs; none may concern fewer than three organisms.
"""

from collections import defaultdict

LEAST = 3
PRIME = (1 << 61) - 1  # sums are followed modulo a prime: exact, and as fast as integers are


def publishable_cells(cells, least=LEAST):
    """The keys of `cells` ({key: the organisms that its mean is made of}) that may be published.

    `least`: how many each of them has; what is combined from several concerns three at least.
    """
    kept = {key: frozenset(members) for key, members in cells.items() if len(members) >= least}
    while at_risk := disclosed(kept):
        del kept[_to_hide(kept, at_risk)]
    return set(kept)


def _to_hide(kept, at_risk):
    """The smallest cell without which nobody is at risk any more, else the smallest that names one."""
    by_size = sorted(kept, key=lambda key: (len(kept[key]), str(key)))
    for key in by_size:
        if not disclosed({other: members for other, members in kept.items() if other != key}):
            return key
    return next(key for key in by_size if kept[key] & at_risk)


def disclosed(cells):
    """The organisms of a group under three whose sum can be combined from these cells' sums.

    Organisms that are in the same cells are one atom. A combination tells an atom alone when its
    column is independent from the others (a coloop), two atoms when they only come together.
    """
    atoms = defaultdict(set)
    for member in frozenset().union(*cells.values()):
        atoms[tuple(member in members for members in cells.values())].add(member)
    together = defaultdict(list)
    for members, direction in zip(atoms.values(), _directions(list(atoms)), strict=True):
        together[direction].append(members)
    risky = set()
    for direction, groups in together.items():
        small = [group for group in groups if len(group) < LEAST]
        if not any(direction):
            risky |= set().union(*small)
        ones = [group for group in groups if len(group) == 1]
        if len(ones) > 1:
            risky |= set().union(*ones)
    return risky


def _directions(columns):
    """Of each column of the cells' matrix, its direction in the dual space: none for a coloop."""
    rows, basis = _reduced([list(map(int, row)) for row in zip(*columns, strict=True)])
    free = [n for n in range(len(columns)) if n not in basis]
    lines = dict(zip(basis, rows, strict=True))
    return [
        _scaled([lines[n][m] for m in free] if n in lines else [int(m == n) for m in free])
        for n in range(len(columns))
    ]


def _reduced(rows):
    """(rows in reduced echelon form, their pivot columns), modulo PRIME."""
    done, basis = [], []
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        pivot = list(_scaled(pivot[column:]))
        pivot = [0] * column + pivot
        rows = [_less(row, pivot, column) for row in rows]
        done = [_less(row, pivot, column) for row in done]
        done.append(pivot)
        basis.append(column)
    return done, basis


def _less(row, pivot, column):
    """`row` without what it has of `pivot`."""
    times = row[column]
    if not times:
        return row
    return [(a - times * b) % PRIME for a, b in zip(row, pivot, strict=True)]


def _scaled(row):
    """The row whose first figure is one."""
    first = next((value for value in row if value), None)
    if first is None:
        return tuple(row)
    inverse = pow(first, -1, PRIME)
    return tuple(value * inverse % PRIME for value in row)
