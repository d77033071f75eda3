"""Remarks on a whole file: what rows lack, notes that name an organism, namesakes, organisms unknown elsewhere."""

import re
from collections import defaultdict

from labelling.cells import fold, is_blank
from labelling.steering.history_import.reader.facts import Draft, Organism, Remark
from labelling.steering.history_import.reader.tables.base import CARDS, EVENTS, Record, Table

ORAL = re.compile(r"\borale?\b|\bappels?\b|interess|demande\w* .*\?|rien d ecrit|sans suite ecrite")
LACKS = (
    ("siren", 0.9, "SIREN absent."),
    ("homes", 0.8, "Nombre de logements absent."),
)  # role, share of the rows that have it, what is said of one that has not


def tell_lacks(draft: Draft, table: Table, record: Record) -> None:
    """What nearly all rows have and this one lacks; the end of a label that has its start."""
    if table.grain == CARDS:
        if table.with_role("homes") and draft.identity.homes is None and draft.facts:
            draft.tell(None, "Fiche sans nombre de logements.")
        return
    for role, share, what in LACKS:
        for column in table.with_role(role)[:1]:
            if _lacks(table, record, column.index, share):
                draft.tell(column.letter, what)
    for column in table.with_role("status"):
        if draft.facts and _lacks(table, record, column.index, 0.7):
            draft.tell(column.letter, "État vide\u00a0: lu des dates.", "information")
    for column in table.with_role("label_end")[:1]:
        if draft.starts and not draft.ends and not record.cells.get(column.index):
            draft.tell(
                column.letter, "Fin du label absente\u00a0: à calculer selon la règle (BR-63)."
            )


def _lacks(table: Table, record: Record, index: int, share: float) -> bool:
    if index not in table.filled:
        table.filled[index] = sum(_is_filled(one, index) for one in table.records)
    filled = table.filled[index]
    return filled >= share * len(table.records) and not _is_filled(record, index)


def _is_filled(record: Record, index: int) -> bool:
    cells = record.cells.get(index, ())
    return any(not is_blank(cell.value) and cell.text != "0" for cell in cells)


def find_notes(tables: list[Table], organisms: list[Organism]) -> list[Remark]:
    """Notes under a table that name an organism, or a request that nobody wrote."""
    names = {fold(one.identity.name) for one in organisms if one.identity.name}
    found = []
    for table in tables:
        for cell in table.notes if table.records else ():
            text = f" {fold(cell.text)} "
            is_named = any(f" {name} " in text for name in names)
            if is_named or ORAL.search(text):
                severity = "to confirm" if is_named else "information"
                what = f"Note\u00a0: «\u00a0{cell.text}\u00a0»"
                found.append(Remark(table.sheet, cell.row, cell.letter, what, severity))
    return found


def find_namesakes(organisms: list[Organism]) -> list[Remark]:
    """Two organisms whose names differ by their first word alone, the other being theirs."""
    by_end: dict[str, list[Organism]] = defaultdict(list)
    for organism in organisms:
        if words := fold(organism.identity.name).split():
            by_end[words[-1]].append(organism)
    found = []
    for others in by_end.values():
        are_short = all(len(fold(one.identity.name).split()) == 2 for one in others)
        if len(others) == 2 and are_short:
            first, second = others
            names = f"«\u00a0{first.identity.name}\u00a0» et «\u00a0{second.identity.name}\u00a0»"
            what = f"{names}\u00a0: deux organismes."
            found.append(Remark(second.sheet, second.row, None, what, "information"))
    return found


def tell_unknown(organism: Organism, tables: list[Table]) -> None:
    """An organism that only its facts name, when others have an identity elsewhere, or facts enough."""
    first, identity = organism.drafts[0], organism.identity
    grains = {table.sheet: table.grain for table in tables}
    if grains[first.sheet] != EVENTS or identity.siren or identity.departement:
        return
    if any(table.grain != EVENTS and table.records for table in tables):
        first.tell(
            None, f"«\u00a0{identity.name}\u00a0»\u00a0: identité à compléter.", "to correct"
        )
    elif len(organism.drafts) == 1:
        table = next(table for table in tables if table.sheet == first.sheet)
        letter = table.with_role("name")[0].letter
        first.tell(letter, "Organisme cité une seule fois\u00a0: à identifier.")
