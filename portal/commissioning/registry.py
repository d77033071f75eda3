"""Registry of the lines of « Mise en service »: what must be done before the portal serves, and whether it is."""

from collections.abc import Callable
from dataclasses import dataclass

LINES = {}


def nowhere(_user):
    """No page of the portal does it, or none that this person opens."""
    return ""


@dataclass(frozen=True)
class Line:
    """`missing()` gives the sentences of what is still to do, none once it is done; `address(user)` where."""

    code: str
    title: str
    hand: str  # who does it
    order: int
    missing: Callable
    address: Callable
    is_advised: bool = False  # nothing waits for it


@dataclass(frozen=True)
class Row:
    """A line as it stands, for a reader."""

    line: Line
    missing: tuple
    url: str

    @property
    def is_done(self):
        return not self.missing


def register_line(code, title, *, hand, order, address=nowhere, is_advised=False):
    """Declare a line: the function that is decorated is its `missing`."""

    def register(missing):
        LINES[code] = Line(code, title, hand, order, missing, address, is_advised)
        return missing

    return register


def in_order():
    return sorted(LINES.values(), key=lambda line: line.order)


def rows(user):
    return [Row(line, tuple(line.missing()), line.address(user)) for line in in_order()]


def is_left():
    """Whether something is still to do; the last lines first, which read no table: a home costs no query for it."""
    wanted = (line for line in reversed(in_order()) if not line.is_advised)
    return any(line.missing() for line in wanted)
