"""Parts that other apps add to the public page of an organism: its practices, the news that names it."""

from dataclasses import dataclass

PARTS = []


@dataclass(frozen=True)
class Line:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Part:
    """`lines` under `title`, and where the rest is."""

    title: str
    lines: tuple
    more: Line | None = None


def register_organism_part(function):
    """Register `function(organism)`: a Part, or None where there is nothing to tell everybody."""
    PARTS.append(function)
    return function


def parts_of(organism):
    found = (part(organism) for part in PARTS)
    return [one for one in found if one is not None]
