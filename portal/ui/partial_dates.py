"""Dates known to the day, the week, the month, the quarter or the year: « 2025-T2 », read and told."""

import re
from datetime import date, timedelta

from portal.core import working_days
from portal.ui import words

SHAPE = re.compile(
    r"(\d{4})(?:-(?:T(?P<quarter>[1-4])|S(?P<week>\d\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)


def parse(text):
    """(first, last) day of « 2025-06-12 », « 2025-06 », « 2025-T2 », « 2025-S23 », « 2025 »; None of anything else."""
    found = SHAPE.fullmatch(str(text or ""))
    try:
        return _span(int(found[1]), found) if found else None
    except ValueError:
        return None


def _span(year, found):
    if found["day"]:
        day = date.fromisoformat(found[0])
        return day, day
    if found["week"]:
        first = date.fromisocalendar(year, int(found["week"]), 1)
        return first, first + timedelta(days=6)
    month = int(found["month"] or int(found["quarter"] or 1) * 3 - 2)
    months = 1 if found["month"] else 3 if found["quarter"] else 12
    first = date(year, month, 1)
    return first, working_days.add_days(working_days.add_months(first, months), -1)


def precise(text):
    """The day, when the text says one; None of a date that is less precise, or of none."""
    span = parse(text)
    return span[0] if span and span[0] == span[1] else None


def say(text):
    """« 12 juin 2025 », « juin 2025 », « 2e trimestre 2025 », « semaine 23 de 2025 »; else the text itself."""
    if parse(text) is None:
        return str(text or "")
    found = SHAPE.fullmatch(str(text))
    if found["day"]:
        return words.day(precise(text))
    if found["week"]:
        return f"semaine {int(found['week'])} de {found[1]}"
    if found["quarter"]:
        rank = "1er" if found["quarter"] == "1" else f"{found['quarter']}e"
        return f"{rank} trimestre {found[1]}"
    return words.month(text) if found["month"] else found[1]
