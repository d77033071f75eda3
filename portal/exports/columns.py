"""Column of an exported table: its title in French, and how a row of the list gives its value."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portal.core import clock
from portal.core.csv_sheets import DANGEROUS, safe

SAMPLE = 50  # rows
LEAST, MOST, OF_A_DATE = 8, 50, 17


def measure_widths(head, lines):
    return [
        min(MOST, max(LEAST, len(title) + 3, *(_length(line[n]) for line in lines), LEAST))
        for n, title in enumerate(head)
    ]


def _length(value):
    if value is None:
        return 0
    if isinstance(value, str):
        return max(map(len, value.split("\n"))) + 2
    return OF_A_DATE if hasattr(value, "hour") else 12


GROUPED = re.compile(r"\d{1,3}(\s\d{3})+")  # « 1 234 », a Siren
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = (
    32_000  # characters: what a cell of a spreadsheet holds, less an apostrophe and an ellipsis
)


@dataclass(frozen=True)
class Column:
    """`value(row)` gives str, int, float, Decimal, date, datetime, bool or None."""

    code: str
    title: str
    value: Callable


def cell(value):
    """A value as a file holds it: a text, a number, a day, an instant of Paris, or None; never a formula."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.astimezone(clock.PARIS).replace(tzinfo=None, microsecond=0)
    if isinstance(value, int | float | Decimal | date):
        return value
    return text(str(value))


def text(value):
    """A text that no spreadsheet runs, without what XML forbids; lines end as in a sheet, by one sign."""
    kept = NOT_IN_XML.sub(" ", value.replace("\r\n", "\n"))
    return safe(kept if len(kept) <= LONGEST else f"{kept[:LONGEST]}…")


def told(value):
    """A cell as a reader reads it: what a spreadsheet writes otherwise of one value is the same."""
    value = cell(value)
    if value is None:
        return ""
    if isinstance(value, datetime) and not (value.hour or value.minute):
        value = value.date()
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) else f"{value:%d/%m/%Y}"
    if not isinstance(value, str):
        return f"{float(value):.10g}".replace(".", ",")
    text = "\n".join(value.strip().splitlines())
    if GROUPED.fullmatch(text):
        return "".join(text.split())
    return text[1:] if text[:1] == "'" and text[1:2] in DANGEROUS else text  # ours: `text`
