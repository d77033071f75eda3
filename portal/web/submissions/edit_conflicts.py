"""Edit conflicts: the version or the fields of a row as shown, compared at saving."""

import hashlib
from contextlib import contextmanager

from django.db import transaction

from portal.workflow import Stale, Stateful, locked


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


def unless_rewritten(save, thing, row, names):
    """`save(form)`, under the lock of what `row` is of, if its fields are those that the page showed; else Changed."""

    def compared(form):
        with transaction.atomic(), _held(row, thing) as current:
            refuse_if_changed(current, names, form.expected_stamp)
            return save(form)

    return compared


@contextmanager
def _held(row, thing):
    """The row as it is now: its aggregate, that of the thing, or else itself is locked."""
    root = next((one for one in (row, thing) if isinstance(one, Stateful)), None)
    rows = type(row)._base_manager.filter(pk=row.pk)
    if root is None:
        yield rows.select_for_update(of=("self",)).first()
        return
    with locked(root):
        yield rows.first()
