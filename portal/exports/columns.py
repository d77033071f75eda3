"""Columns of a list: what each tells of a row."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """`value(row)`: a text, a number, a date or an instant, or None."""

    code: str
    title: str
    value: Callable
