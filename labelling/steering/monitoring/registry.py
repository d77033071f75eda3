"""Columns of the table of the scheme: what each tells, how it is sorted, where its cell leads.

Another topic adds a column by one line, `register_column(SchemeColumn(…))`, from its `navigation.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from labelling.parties.organisms.rules import instructor
from portal.access import Rule
from portal.exports.columns import Column

COLUMNS = {}  # {code: SchemeColumn}, in the order in which they are offered


@dataclass(frozen=True)
class Change:
    """What a cell changes where it stands: an ordinary page whose form does it, or an act of one press, and its words.

    Both come back to the table (`portal.web.navigation.way_back`).
    """

    label: str
    address: str
    is_act: bool = False


@dataclass(frozen=True, kw_only=True)
class SchemeColumn(Column):
    """`value(row)` of a dict: its organism's `facts.OF_ORGANISM`, and its `facts` by their names, or None.

    `facts`: {name: function of organisms' keys that gives {key: what it has found}}, asked once a page for all columns.
    `sort()`: [(organism, what it is sorted by)] of all, the first of each, without `facts`; the empty are last.
    `address(row)`: where the cell leads; `look(row)`: (tone, icon) of a badge; `note(row)`: a word beside the value.
    `change(row, user)`: the Change that its cell offers, or None.
    """

    facts: dict = field(default_factory=dict, hash=False)
    sort: Callable
    address: Callable | None = None
    look: Callable | None = None
    note: Callable | None = None
    change: Callable | None = None
    is_numeric: bool = False
    is_shown: bool = True  # to who has chosen no columns
    by: Rule = instructor


def register_column(*columns):
    """Add columns to the table « Suivi »: its chooser, saved views, sort links and files follow."""
    COLUMNS.update((column.code, column) for column in columns)


def offered(user):
    """{code: SchemeColumn} of those whose things `user` reads."""
    return {code: column for code, column in COLUMNS.items() if column.by(user, None)}
