"""Notes and comments of cells: only what they date and do not doubt."""

import re

from labelling.cells import unaccented
from labelling.steering.history_import.reader.facts import (
    Calendar,
    Draft,
    keep_statement,
    learn_identity,
)
from labelling.steering.history_import.reader.people import BY, read_people_inside
from labelling.steering.history_import.reader.tables.base import Cell
from labelling.steering.history_import.reader.tables.roles import STEPS_OF_TITLES
from labelling.steering.history_import.reader.texts.dates import find_dates
from labelling.steering.history_import.reader.texts.identity import PERSON, read_identity
from labelling.steering.history_import.reader.texts.statements import Statement, read_statements
from labelling.steering.history_import.reader.texts.vocabulary import DOUBTED

CORRECTS = re.compile(
    r"report|au lieu|en fait|corrig|reel|plutot|finalement|erreur|decale|avance|deplace"
)


def read_note(draft: Draft, text: str, cell: Cell, calendar: Calendar) -> None:
    """Only what is dated and not doubted; a label's end that another column tells is asked."""
    if DOUBTED.search(unaccented(text)):
        return
    for one in read_statements(text):
        if one.until and draft.ends:
            draft.ask(cell, "Une autre fin de label que celle de sa colonne.", "to correct")
        elif (
            one.kind == "label"
            and one.date
            and one.date.year
            and re.search(r"\b(1er|premier|1ere)\b", unaccented(one.text))
        ):
            keep_statement(
                draft,
                Statement("committee", one.date, "granted", text=one.text),
                cell,
                Calendar(calendar.today),
            )
        elif one.kind == "label" or one.until:
            continue
        elif one.kind == "merger" and not one.date:
            draft.ask(cell, f"«\u00a0{cell.text}\u00a0»", "information")
        elif (
            one.date
            and one.date.year
            and (one.kind != "committee" or one.outcome or not one.is_planned)
        ):
            own = Calendar(calendar.today)
            own.last = calendar.last
            keep_statement(draft, one, cell, own)
        elif one.date and one.kind == "committee":
            keep_statement(draft, one, cell, Calendar(calendar.today))
    learn_identity(draft, read_identity(text), cell)
    if former := re.match(r"ex[- .]+([A-ZÉÈ][^,;()]{3,60})", cell.text):
        draft.identity.former_names.append(former[1].strip())
    match = re.search(
        r"\b(?:contact|interlocut\w+|corr(?:espondant)?)\b\s*[.:]+\s*([^,;–()\n]+)", text, re.I
    )
    if match and (person := PERSON.search(match[1])):
        draft.people.append({"name": person[0].strip(), "role": "contact"})
    read_people_inside(draft, text)


def read_comment(draft: Draft, role: str | None, cell: Cell, calendar: Calendar) -> None:
    text = cell.mark.comment
    plain = unaccented(text)
    if role in STEPS_OF_TITLES and CORRECTS.search(plain):
        dates = find_dates(text)
        if (
            dates
            and draft.facts
            and draft.facts[-1].letter == cell.letter
            and draft.facts[-1].row == cell.row
        ):
            date, _supplied = calendar.settle(dates[0])
            draft.facts[-1].date = date.iso()
            draft.facts[-1].is_planned = date.first() > calendar.today
            draft.ask(
                cell, f"Un commentaire corrige la date\u00a0: «\u00a0{text}\u00a0»", "to confirm"
            )
            return
    read_people_inside(draft, text)
    if not BY.search(text):
        draft.ask(cell, f"Commentaire\u00a0: «\u00a0{text}\u00a0»", "information")
