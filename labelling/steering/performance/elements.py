"""Elements of the label that are judged, and the figures that judge each: a declared table."""

from dataclasses import dataclass
from pathlib import Path

from portal.core.data_files import read_data

FILE = Path(__file__).parents[2] / "data" / "performance" / "elements.yaml"
PROGRESS = FILE.with_name("progress.yaml")
UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Judge:
    """A figure of the dictionary, and which way is progress: "" where it is told and not judged."""

    code: str
    better: str = ""


@dataclass(frozen=True)
class Element:
    code: str
    title: str
    question: str
    judges: tuple


def elements():
    """[Element], in the order of the brief."""
    return tuple(
        Element(
            one["code"],
            one["title"],
            one["question"].replace(" ?", "\u00a0?"),
            tuple(Judge(**judge) for judge in one["figures"]),
        )
        for one in read_data(FILE)
    )


def _thresholds():
    return sorted(read_data(PROGRESS), key=lambda one: one["effective_from"])


def thresholds(day):
    """{cases, share (% of the year before), points (of a %)} in force on `day`: what a progress must reach."""
    first, *later = _thresholds()
    return next((one for one in reversed(later) if one["effective_from"] <= day), first)
