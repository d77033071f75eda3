"""Roles of the columns of a tracking file, by titles, titles above them, values and order."""

import datetime
import re
from collections import Counter

from labelling.cells import fold, is_blank, text_of
from labelling.steering.history_import.reader.tables.roles import (
    PATH,
    SEVERAL,
    STEPS_OF_TITLES,
)
from labelling.steering.history_import.reader.tables.titles import (
    IDENTIFIER,
    Column,
    index_of,
    role_of,
    second_role,
)
from labelling.steering.history_import.reader.tables.values import (
    are_days,
    correct_role,
    role_of_values,
)
from labelling.steering.history_import.reader.texts.dates import MONTHS, find_dates
from portal.spreadsheets.sheets import Row, Sheet, Value, letter_of

INITIALS = "jfmamjjasond"


ROW_NUMBERS = {"n", "no", "numero", "rang", "ordre", "#", "num", "ligne"}


def columns_of(
    header: Row, group: Row | None, above: list[Row], rows: list[Row], sheet: Sheet
) -> list[Column]:
    """Every column with something in it, each with its role and the reason."""
    columns, over = [], ""
    spans = _spans(sheet)
    width = max([len(header.cells), *(len(row.cells) for row in rows[:200])])
    years = _years(above, width)
    for index in range(width):
        title = text_of(header.cell(index))
        if group:
            own = text_of(group.cell(index))
            inside = spans.get((group.number, index))
            over = own or (over if inside is None or inside else "")
        column = Column(
            index,
            letter_of(index),
            title or over,
            group=over if title else "",
            is_hidden=index in sheet.hidden_columns,
        )
        cells = [row.cell(index) for row in rows[:300] if index not in row.merged]
        column.samples = [*dict.fromkeys(text_of(cell) for cell in cells if not is_blank(cell))][:3]
        if column.title or column.samples:
            columns.append(column)
            _give_period(column, header.cell(index), years.get(index))
    _name_roles(columns, rows)
    _order_steps(columns, rows)
    _read_values(columns, rows)
    return columns


def _spans(sheet: Sheet) -> dict[tuple[int, int], bool]:
    """{(row, index): whether it is inside a range merged sideways}."""
    found = {}
    for place in sheet.merges:
        match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", place)
        if match and match[2] == match[4]:
            for index in range(index_of(match[1]), index_of(match[3]) + 1):
                found[int(match[2]), index] = True
    return found


def _years(above: list[Row], width: int) -> dict[int, int]:
    """The year that stands over each column, carried to the right until the next."""
    best: dict[int, int] = {}
    for row in above:
        found = {}
        for index, cell in enumerate(row.cells):
            match = re.search(r"\b(20\d\d|19\d\d)\b", text_of(cell))
            if match and len(text_of(cell)) <= 12:
                found[index] = int(match[1])
        if found:
            year, carried = None, {}
            for index in range(width):
                year = found.get(index, year)
                if year:
                    carried[index] = year
            best = carried if len(found) >= len(set(best.values())) else best
    return best


def _give_period(column: Column, cell: Value, year: int | None) -> None:
    """A title that is a month or a quarter, of its own year or of the one above."""
    if isinstance(cell, datetime.date):
        column.period = f"{cell.year}-{cell.month:02}"
    else:
        text = fold(text_of(cell))
        dates = find_dates(text_of(cell))
        if (
            len(dates) == 1
            and dates[0].day is None
            and len(text.split()) <= 2
            and (dates[0].month or dates[0].quarter)
        ):
            date = dates[0] if dates[0].year or not year else dates[0].with_year(year)
            column.period = date.iso() or ""
        elif year and len(text) == 1 and text in INITIALS:
            column.period = f"{year}-?"
        elif year and any(
            text == name or (len(text) >= 3 and text.startswith(name[:4])) for name in MONTHS
        ):
            month = next(place for place, name in enumerate(MONTHS, 1) if text.startswith(name[:4]))
            column.period = f"{year}-{month:02}"
    if column.period:
        column.role, column.reason = "period", "Le titre est un mois ou un trimestre."


def _name_roles(columns: list[Column], rows: list[Row]) -> None:
    initials = [column for column in columns if column.period.endswith("?")]
    counts: Counter[str] = Counter()
    for column in initials:
        year = column.period[:4]
        counts[year] += 1
        column.period = (
            f"{year}-{counts[year]:02}"
            if counts[year] <= 12 and fold(column.title) == INITIALS[counts[year] - 1]
            else ""
        )
        if not column.period:
            column.role = None
    taken: set[str] = set()
    for column in columns:
        if column.role == "period":
            continue
        own, whole = (
            role_of(column.title),
            role_of(f"{column.group} {column.title}") if column.group else None,
        )
        own = correct_role(
            own,
            [
                text
                for row in rows[:300]
                if column.index not in row.merged and (text := text_of(row.cell(column.index)))
            ],
        )
        text = fold(column.title)
        if own == "fact_date" and re.search(r"\bcre(ation|e)?\b|saisie|\bmaj\b|modif", text):
            column.reason = "Date de la fiche elle-même\u00a0: la colonne n’est pas lue."
            continue
        if text in ROW_NUMBERS:
            column.reason = "Numéro de ligne\u00a0: la colonne n’est pas lue."
            continue
        if IDENTIFIER.match(text) and own not in (
            "siren",
            "auditor",
            "merged_into",
            "pilot",
            "departement",
        ):
            column.role, column.reason = "id", "Le titre dit un identifiant."
            continue
        role = own
        if (
            column.group
            and text
            in ("du", "au", "debut", "fin", "date", "avis", "resultat", "decision", "le", "dt")
            and role_of(column.group)
        ):
            above = role_of(column.group)
            if text in ("du", "debut") and above.startswith("label"):
                role = "label_start"
            elif text in ("au", "fin") and above.startswith("label"):
                role = "label_end"
            elif text in ("date", "le", "dt", "du", "debut"):
                role = above
            role = role or whole
        role = role or (whole if not column.title else None)
        if role and (role not in taken or role in SEVERAL):
            column.role, column.reason = role, f"Le titre «\u00a0{column.title}\u00a0»."
            column.also = second_role(text, role)
            taken.add(role)
        elif role:
            column.reason = "Une autre colonne dit déjà cela."


def _read_values(columns: list[Column], rows: list[Row]) -> None:
    """What the values say of a column without a known title, and of a title that its values belie."""
    taken = {column.role for column in columns}
    for column in columns:
        cells = [row.cell(column.index) for row in rows[:300] if column.index not in row.merged]
        cells = [cell for cell in cells if not is_blank(cell)]
        if not cells:
            continue
        texts = [text_of(cell) for cell in cells]
        if column.role is None and not column.reason:
            role = role_of_values(cells, texts)
            if role == "fact_date" and len(taken & STEPS_OF_TITLES) > 1:
                role = None
            if role and (role not in taken or role == "history"):
                column.role, column.reason = role, "Ses valeurs en ont la forme."
                taken.add(role)
            elif not column.reason:
                column.reason = "Titre inconnu\u00a0: la colonne n’est pas lue."


def _order_steps(columns: list[Column], rows: list[Row]) -> None:
    """Columns of days without a known title: the steps of the path that lack between their neighbours."""
    known = {column.role for column in columns}
    lacking = [step for step in PATH if step not in known]
    run: list[Column] = []
    for column in [*columns, None]:
        if column and not column.role and are_days(column, rows):
            run.append(column)
            continue
        if column and column.role in PATH and run:
            place = PATH.index(column.role)
            first = next(
                (
                    PATH.index(one.role) + 1
                    for one in reversed(columns[: columns.index(run[0])])
                    if one.role in PATH
                ),
                0,
            )
            steps = [step for step in PATH[first:place] if step in lacking]
            if len(steps) == len(run):
                for one, step in zip(run, steps, strict=True):
                    one.role, one.reason = step, "Des dates, entre deux étapes connues."
        if column and column.role in PATH:
            run = []
