"""Values of columns: the roles that they say, and the titles that they belie."""

import datetime
import re

from labelling.cells import fold, is_blank
from labelling.numbers import read_siren
from labelling.steering.history_import.reader.tables.titles import Column
from labelling.steering.history_import.reader.texts.dates import find_dates
from labelling.steering.history_import.reader.texts.places import departement_of_text, region_named
from labelling.steering.history_import.reader.texts.statements import read_statements
from labelling.steering.history_import.reader.texts.vocabulary import (
    FAMILIES,
    OUTCOMES,
    STATUSES,
    STEPS,
    first_of,
)
from portal.spreadsheets.sheets import Row, Value

SHARE = 0.7


def correct_role(role: str | None, texts: list[str]) -> str | None:
    """The role of a title, or another when its values cannot be that."""
    if not texts:
        return role
    families, statuses = (
        share_of(texts, lambda text, table=table: first_of(table, fold(text)))
        for table in (FAMILIES, STATUSES)
    )
    if role == "family" and families < 0.3 and statuses >= SHARE:
        return "status"
    if role == "status" and families >= SHARE and families > statuses:
        return "family"
    if (
        role in ("committee", "application", "registration")
        and share_of(texts, _is_person) >= SHARE
    ):
        return None
    if role == "siren" and not share_of(texts, lambda text: re.search(r"\d{4}", text)):
        return None
    if role == "name" and share_of(texts, lambda text: re.fullmatch(r"[\d .,%]+", text)) >= SHARE:
        return None
    return role


def are_days(column: Column, rows: list[Row]) -> bool:
    cells = [row.cell(column.index) for row in rows[:200] if not is_blank(row.cell(column.index))]
    days = sum(
        isinstance(cell, datetime.date) or (isinstance(cell, str) and bool(find_dates(cell)))
        for cell in cells
    )
    return len(cells) >= 2 and days >= SHARE * len(cells)


def role_of_values(cells: list[Value], texts: list[str]) -> str | None:
    tests = (
        ("email", lambda t: "@" in t),
        ("phone", lambda t: re.fullmatch(r"0\d([ .]?\d\d){4}", t)),
        ("siren", lambda t: re.search(r"\d{5}", t) and read_siren(t).kept),
        ("region", lambda t: len(t) > 1 and region_named(t)),
        ("family", lambda t: len(t) < 40 and first_of(FAMILIES, fold(t))),
        (
            "departement",
            lambda t: re.fullmatch(r"\d\d|2[AB]|97\d|.*\(\d\d\)", t) and departement_of_text(t),
        ),
        ("outcome", lambda t: len(t) < 30 and first_of(OUTCOMES, fold(t))),
        ("status", lambda t: len(t) < 40 and first_of(STATUSES, fold(t))),
        ("fact_kind", lambda t: len(t) < 60 and first_of(STEPS, fold(t))),
        ("fact_date", lambda t: len(t) < 25 and find_dates(t)),
    )
    if share_of(texts, lambda t: any(one.kind and one.date for one in read_statements(t))) >= 0.5:
        return "history"
    if len(cells) < 3:
        return None
    return next(
        (
            role
            for role, test in tests
            if share_of(texts, test) >= 0.8 and not (role == "departement" and len(set(texts)) < 3)
        ),
        None,
    )


def share_of(texts: list[str], test) -> float:
    return sum(bool(test(text)) for text in texts) / max(len(texts), 1)


def _is_person(text: str) -> bool:
    return bool(
        re.fullmatch(r"(?:[A-ZÉÈÀ][\w’'-]+\.? ){1,3}[A-ZÉÈÀ][\w’'-]+", text)
    ) and not find_dates(text)
