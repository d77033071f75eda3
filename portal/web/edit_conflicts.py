"""Edit conflicts: the version or the fields of a row as shown, compared at saving."""

import hashlib

from portal.workflow import Stale


class Changed(Stale):
    """Somebody saved the same fields in between; `seen` is the stamp to post to keep one's own text."""

    def __init__(self, current, names):
        self.names, self.seen = names, stamp(current, names)
        super().__init__(current)


def stamp(row, names):
    """A short digest of the values of `names`; "" for a row that does not exist yet."""
    if row is None:
        return ""
    values = repr([str(getattr(row, name)) for name in names])
    return hashlib.sha256(values.encode()).hexdigest()[:16]


def stamp_all(rows, names):
    """The stamp of several rows of one form."""
    return "-".join(stamp(row, names) for row in rows)


def refuse_if_changed(row, names, seen):
    """Raise Changed when `seen` is not the stamp of `row`; None asks nothing (bulk writing)."""
    if seen is not None and row is not None and stamp(row, names) != seen:
        raise Changed(row, names)
