"""Usual composition of the committee: the seats that one page offers to add, dated data of a file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.core.data_files import read_data

FILE = Path(__file__).parents[2] / "data" / "committee" / "composition.yaml"


@dataclass(frozen=True)
class UsualSeat:
    """`facts` of a CommitteeSeat to be: its function is « chair », « vice_chair » or « none »."""

    code: str
    label: str
    college: str
    order: int
    function: str = "none"


@dataclass(frozen=True)
class Composition:
    code: str
    is_demo: bool
    seats: tuple[UsualSeat, ...]


def composition_on(day: date) -> Composition:
    """The latest that had begun on that day; its seats in their order, by tens."""
    begun = [one for one in read_data(FILE) if one["from"] <= day]
    found = max(begun, key=lambda one: one["from"])
    seats = (UsualSeat(order=10 * rank, **said) for rank, said in enumerate(found["seats"], 1))
    return Composition(found["code"], found["is_demo"], tuple(seats))
