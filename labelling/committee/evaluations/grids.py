"""Grid of the evaluation of auditors: its criteria, its levels, dated data of a file."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from portal.core import clock
from portal.core.data_files import read_data

FILE = Path(__file__).parents[2] / "data" / "evaluations" / "grille.yaml"


@dataclass(frozen=True)
class Criterion:
    code: str
    label: str
    help: str


@dataclass(frozen=True)
class Grid:
    """`levels` are words, from 1; `days` and `least` are told in the file."""

    code: str
    starts_on: date
    is_demo: bool
    days: int
    least: int
    levels: tuple
    criteria: tuple

    @property
    def choices(self):
        return [(rank, f"{rank}, {word}") for rank, word in enumerate(self.levels, 1)]


@cache
def grids():
    """[Grid], the latest first."""
    found = [
        Grid(
            one["code"],
            one["from"],
            one["is_demo"],
            one["days"],
            one["least"],
            tuple(one["levels"]),
            tuple(Criterion(**said) for said in one["criteria"]),
        )
        for one in read_data(FILE)
    ]
    return tuple(sorted(found, key=lambda one: one.starts_on, reverse=True))


def current_grid():
    today = clock.today()
    return next(one for one in grids() if one.starts_on <= today)


def grid_of(code):
    return next(one for one in grids() if one.code == code)
