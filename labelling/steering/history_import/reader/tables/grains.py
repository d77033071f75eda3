"""Grain of a table: what one row of it is, proposed from its titles and its values."""

import re

from labelling.cells import fold, unaccented
from labelling.steering.history_import.reader.tables.base import (
    EVENTS,
    KEYS,
    MONTHLY,
    ORGANISMS,
    PEOPLE,
    PROSE,
    Table,
)
from labelling.steering.history_import.reader.tables.roles import STEPS_OF_TITLES
from labelling.steering.history_import.reader.tables.titles import Column, role_of
from labelling.steering.history_import.reader.texts.dates import find_dates
from labelling.steering.history_import.reader.texts.vocabulary import STEPS, first_of


def propose_grain(table: Table) -> tuple[str, str]:
    """Proposed from the titles and the values."""
    roles = {column.role for column in table.columns if column.role}
    months = [column for column in table.columns if column.role == "period"]
    if len(months) >= 6:
        return MONTHLY, "Des colonnes sont des mois ou des trimestres."
    if kind := _column_of_kinds(table, roles):
        if not kind.is_said:
            kind.role, kind.reason = "fact_kind", "Chaque valeur est une étape."
        for column in table.with_role("label_end", "application"):
            if not column.is_said:
                column.role = "fact_end" if column.role == "label_end" else None
        return EVENTS, "Une colonne dit l’étape, une autre sa date."
    names = [column for column in table.columns if column.role in ("name", "siren", "id")]
    if not names and not roles & {"fact_kind"}:
        return (
            (KEYS, "Deux colonnes, un code et son libellé.")
            if _is_key(table)
            else (PROSE, "Aucune colonne ne dit l’organisme.")
        )
    if _is_key(table):
        return KEYS, "Un code et son libellé."
    if "first_name" in roles:
        return PEOPLE, "Un nom et un prénom."
    if "fact_kind" in roles and roles & {"fact_date", "since", "committee"}:
        return EVENTS, "Une colonne dit le fait, une autre sa date."
    if (
        "fact_date" in roles
        and not roles & (STEPS_OF_TITLES | {"label_start", "label_end", "status", "homes", "siren"})
        and kind_of_sheet(table)
    ):
        return EVENTS, "Le titre de la feuille dit le fait, une colonne sa date."
    if session_of(table) and roles & {"outcome", "object"}:
        return EVENTS, "La feuille est une séance, une ligne par dossier."
    if (
        roles & {"committee", "fact_date"}
        and "outcome" in roles
        and not roles & {"siren", "homes", "family", "status", "label_start"}
    ):
        return EVENTS, "Une ligne par passage en comité."
    distinct = _distinct(table)
    if (
        distinct < 0.6
        and roles & {"fact_date", "status", "note"}
        and not roles & {"siren", "homes", "label_start"}
    ):
        return EVENTS, "Les mêmes organismes reviennent, une date par ligne."
    return ORGANISMS, "Un organisme par ligne."


def _column_of_kinds(table: Table, roles: set[str]) -> Column | None:
    """The column whose values are steps, beside a column of dates, where no step has its own column."""
    if not roles & {"fact_date", "since"} or roles & {"label_start", "label_range", "committee"}:
        return None
    if len(roles & STEPS_OF_TITLES) > 1:
        return None
    for column in table.with_role("fact_kind", "status", "object", "family"):
        if column.is_said and column.role != "fact_kind":
            continue
        texts = [
            cells[0].text for record in table.records if (cells := record.cells.get(column.index))
        ]
        steps = sum(first_of(STEPS, unaccented(text)) is not None for text in texts)
        if texts and steps >= 0.7 * len(texts) and len(set(texts)) <= max(12, len(texts) // 2):
            return column
    return None


def _is_key(table: Table) -> bool:
    return are_of_key([column.title for column in table.columns])


CODE = re.compile(r"^(cd|code|sigle|abrev|abreviations?|symbole|lettre)\b")
MEANING = re.compile(
    r"^(lib|libelle|signif|sens|intitule|en clair|designation|texte|veut dire|correspond)"
)


def are_of_key(titles: list[str]) -> bool:
    """« Code, Libellé »: the titles of a key of codes, none of which names an organism."""
    folded = [fold(title) for title in titles if title]
    meanings = [title for title in folded if MEANING.match(title)]
    names = [title for title in folded if role_of(title) == "name" and len(title.split()) > 1]
    has_both = bool(meanings) and any(CODE.match(title) for title in folded)
    return 2 <= len(folded) <= 4 and has_both and not names


def kind_of_sheet(table: Table) -> str | None:
    """The step that the name or the title of a sheet says of all its rows."""
    return next(
        (kind for title in table.titles[:2] if (kind := first_of(STEPS, unaccented(title)))), None
    )


def tell_reminders(table: Table) -> None:
    """On a sheet of reminders, what was said is a text: no step is looked for in it."""
    if kind_of_sheet(table) == "reminder":
        for column in table.with_role("fact_kind"):
            if not column.is_said:
                column.role, column.reason = "note", "Ce qui fut dit d’une relance."


def session_of(table: Table) -> str | None:
    """The day that the sheet's titles say of a session, as « 2024-06-18 »; None when they say none."""
    for text in table.titles[1:] + table.titles[:1]:
        if re.search(r"comite|commission|seance|\bcl\b|\bccl\b|session", fold(text)):
            for date in find_dates(text):
                if date.year:
                    return date.iso()
    return None


def _distinct(table: Table) -> float:
    names = table.with_role("name")
    if not names or not table.records:
        return 1.0
    seen = [
        fold(cell.text)
        for record in table.records
        for cell in record.cells.get(names[0].index, [])[:1]
    ]
    return len(set(seen)) / max(len(seen), 1)
