"""Words of a tracking file: each text of its statuses, opinions, steps, families and places, with its meaning."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace

from labelling.cells import fold, is_blank
from labelling.steering.history_import.reader.cells import status_of
from labelling.steering.history_import.reader.codes import Codes
from labelling.steering.history_import.reader.tables.base import PROSE, Cell, Table
from labelling.steering.history_import.reader.texts.identity import family_of, place_of
from labelling.steering.history_import.reader.texts.statements import (
    TO_COME,
    outcome_of,
    read_statements,
)
from labelling.territories import departements, regions

# What each value is in the words of the trade: a text that is said to mean it is read as this one.
PHRASES = {
    "outcome": {
        "granted": "avis favorable",
        "granted_with_recommendations": "favorable avec recommandations",
        "renewed": "renouvelé",
        "maintained": "maintenu",
        "adjourned": "ajourné",
        "refused": "refusé",
        "withdrawn": "retrait",
        "pending": "à passer",
    },
    "fact_kind": {
        "application": "candidature",
        "complement": "complément",
        "registration": "recevabilité",
        "diagnosis": "diagnostic HQS",
        "action_plan": "plan d’actions",
        "implementation_audit": "audit de mise en œuvre",
        "verification_audit": "audit de vérification",
        "committee": "comité",
        "label": "label",
        "suspension": "suspension",
        "discontinued": "désistement",
        "dismissed": "sans suite",
        "merger": "fusion",
        "reminder": "relance",
        "support": "appui-conseil",
    },
    "status": {
        "candidate": "candidat",
        "registered": "recevable",
        "diagnosis": "diagnostic HQS",
        "preparation": "préparation",
        "audited": "audit fait",
        "adjourned": "ajourné",
        "refused": "refusé",
        "labelled": "labellisé",
        "expired": "échu",
        "suspended": "suspendu",
        "withdrawn": "retiré",
        "discontinued": "désistement",
        "dismissed": "classé sans suite",
        "merged": "fusionné",
    },
    "family": {"OPH": "OPH", "ESH": "ESH", "COOP": "Coop Hlm", "PROCIVIS": "Procivis"},
    "region": {one.code: one.name for one in regions()},
    "departement": {one.code: one.code for one in departements()},
}
NEAR = 0.75  # of two folded texts, from 0 to 1


@dataclass(slots=True)
class Word:
    """`kept`: what it means, none when nobody knows; `near`: what it looks like, to be said yes or no."""

    role: str
    written: str
    sheet: str
    row: int
    kept: str | None
    near: str | None = None
    count: int = 1


def read_words(tables: list[Table], codes: Codes, said: dict[str, dict[str, str]]) -> list[Word]:
    """Each text once a role, in the order of the file; what is said is what it means, and replaces it."""
    found: dict[tuple[str, str], Word] = {}
    for table in tables:
        for column in table.columns if table.grain != PROSE else ():
            if column.role in PHRASES:
                for record in table.records:
                    cells = record.cells.get(column.index, [])
                    for place, cell in enumerate(cells):
                        if _is_word(cell):
                            text = codes.read(table.sheet, column.index, cell)
                            _count(found, column.role, table.sheet, cell, text, said)
                            cells[place] = _replaced(cell, column.role, said)
    return list(found.values())


def _is_word(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not is_blank(cell.value) and bool(fold(cell.text))


def _count(found: dict, role: str, sheet: str, cell: Cell, text: str, said: dict) -> None:
    key = (role, fold(cell.text))
    if key in found:
        found[key].count += 1
        return
    kept = said.get(role, {}).get(key[1]) or MEANING[role](text) or MEANING[role](cell.text)
    near = None if kept else _nearest(role, cell.text)
    found[key] = Word(role, cell.text, sheet, cell.row, kept, near)


def _replaced(cell: Cell, role: str, said: dict[str, dict[str, str]]) -> Cell:
    """A status is what somebody said, whatever the portal's; anything else is read in its own words."""
    value = said.get(role, {}).get(fold(cell.text))
    if not value:
        return cell
    if role == "status":
        return replace(cell, said=value)
    return replace(cell, value=PHRASES[role].get(value, value), said=value)


def _nearest(role: str, text: str) -> str | None:
    phrases = {fold(phrase): value for value, phrase in PHRASES[role].items()}
    close = difflib.get_close_matches(fold(text), phrases, 1, NEAR)
    return phrases[close[0]] if close else None


def _kind(text: str) -> str | None:
    return next((one.kind for one in read_statements(text) if one.kind), None)


MEANING: dict[str, Callable[[str], str | None]] = {
    "outcome": lambda text: outcome_of(text) or ("pending" if TO_COME.search(fold(text)) else None),
    "fact_kind": _kind,
    "status": status_of,
    "family": lambda text: family_of(text)[0],
    "region": lambda text: place_of(text)[0],
    "departement": lambda text: place_of(text)[1],
}
