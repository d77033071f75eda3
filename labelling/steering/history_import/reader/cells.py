"""Cells of a record, read by the role of their column."""

import re

from labelling.cells import fold, unaccented
from labelling.numbers import read_findings, read_present
from labelling.steering.history_import.reader.codes import Codes
from labelling.steering.history_import.reader.facts import (
    Calendar,
    Draft,
    Fact,
    keep_label,
    keep_statement,
    learn_identity,
    learn_place,
)
from labelling.steering.history_import.reader.notes import read_comment, read_note
from labelling.steering.history_import.reader.people import (
    of_contact,
    read_people,
    read_people_inside,
)
from labelling.steering.history_import.reader.tables.base import Cell
from labelling.steering.history_import.reader.tables.roles import STEPS_OF_TITLES
from labelling.steering.history_import.reader.texts.dates import Date, find_dates, parse_iso
from labelling.steering.history_import.reader.texts.identity import (
    EMAIL,
    PHONE,
    family_of,
    homes_of,
    place_of,
    read_identity,
    read_name,
    siren_of,
)
from labelling.steering.history_import.reader.texts.statements import (
    Statement,
    read_statements,
    spell_initials,
)
from labelling.steering.history_import.reader.texts.vocabulary import (
    DOUBTED,
    ONGOING,
    PLANNED,
    STATUSES,
    first_of,
)

COUNTS = {"majors": read_findings, "minors": read_findings, "seats": read_present}
DETAILS = {"report", "fact_end", "mention", *COUNTS}
DONE = re.compile(r"^(ok|x|oui|fait|faite|realisee?|validee?|v|✓|o)$")


def read_cell(
    draft: Draft, column, cell: Cell, place: int, codes: Codes, calendar: Calendar
) -> None:
    role, found = column.role, draft.identity
    text = codes.expand(cell.text) if isinstance(cell.value, str) else cell.text
    if column.index in codes.translations.get(draft.sheet, {}) and not cell.said:
        text = codes.read(draft.sheet, column.index, cell)
        if not text:
            if cell.text not in ("0", ""):
                draft.unread.append(cell)
                draft.ask(cell, f"Code «\u00a0{cell.text}\u00a0» absent de la clé des codes.")
            return
    calendar.is_planned = cell.mark.fill in codes.planned
    if role == "name" and place == 0:
        named = read_name(cell.text)
        found.name, found.former_names = named.name, found.former_names + named.former_names
        found.departement = found.departement or named.departement
        found.region = found.region or (
            place_of(f"({named.departement})")[0] if named.departement else None
        )
    elif role == "name":
        learn_identity(draft, read_identity(cell.text), cell)
    elif role == "former_name":
        found.former_names.append(cell.text)
    elif role == "siren":
        siren, fault = siren_of(cell.value)
        found.siren = found.siren or siren
        if fault and re.search(r"\d", cell.text):
            draft.ask(
                cell,
                f"SIREN {cell.text}\u00a0: "
                + ("la clé de contrôle est fausse." if fault == "key" else "illisible."),
                "to correct",
            )
    elif role == "family":
        family, hesitates = family_of(cell.text)
        family = family or family_of(text)[0]
        found.family = found.family or (None if hesitates else family)
        if hesitates:
            draft.ask(cell, f"Famille hésitante\u00a0: «\u00a0{cell.text}\u00a0».")
        if column.also:
            learn_place(found, re.sub(r"^\D+?\s*(?=\d)", "", cell.text) or cell.text)
    elif role in ("departement", "region", "place"):
        learn_place(found, text, role)
        if role == "departement" and re.search(r"\w\W+\w", cell.text):
            found.family = found.family or family_of(cell.text)[0]
    elif role == "homes":
        homes, about = homes_of(cell.value, column.title)
        found.homes = found.homes or homes
        if (about or homes is None) and cell.text != "0":
            draft.ask(cell, f"Nombre de logements «\u00a0{cell.text}\u00a0»\u00a0: à confirmer.")
    elif role == "status":
        _read_status(draft, text, cell, calendar)
    elif role in STEPS_OF_TITLES:
        _read_steps(draft, role, text, cell, calendar)
    elif role in ("label_start", "label_end", "label_range"):
        _read_label(draft, role, text, cell, calendar)
    elif role == "next":
        calendar.is_planned = True
        _read_history(draft, text, cell, calendar)
    elif role == "history":
        _read_history(draft, text, cell, calendar)
    elif role == "note":
        draft.notes.append(cell)
        read_note(draft, text, cell, calendar)
    elif role in ("contact", "auditor", "pilot", "actor"):
        draft.emails += EMAIL.findall(text) if role == "contact" else []
        read_people(draft, "pilot" if role == "actor" else role, text)
    elif role == "email" and (found_emails := EMAIL.findall(cell.text)):
        draft.emails += found_emails
        of_contact(draft)["email"] = found_emails[0]
    elif role == "phone" and (match := PHONE.search(cell.text)):
        of_contact(draft)["phone"] = match[0]
    elif role == "merged_into":
        draft.merged_into = cell.text
    elif role in DETAILS:
        _read_detail(draft, role, cell, calendar)
    elif role == "period":
        _read_period(draft, column, codes, cell, calendar)
    if cell.mark.comment:
        read_comment(draft, role, cell, calendar)


def _read_detail(draft: Draft, role: str, cell: Cell, calendar: Calendar) -> None:
    """What a fact of the row has beside its date: its end, its report, its findings, the seats, a mention."""
    if role == "mention":
        kept = None if fold(cell.text) in ("non", "0") else cell.text
    elif read := COUNTS.get(role):
        kept = read(cell.value).kept
    else:
        date = cell.date or next(iter(find_dates(cell.text)), None)
        kept = calendar.settle(date)[0].iso() if date else None
    if kept is not None:
        draft.details[role] = kept
    elif role != "mention":
        draft.ask(cell, f"«\u00a0{cell.text}\u00a0»\u00a0: non compris.")


def _read_status(draft: Draft, text: str, cell: Cell, calendar: Calendar) -> None:
    """Where it stands: a word, or a sentence whose parts that are yet to come say nothing."""
    status = cell.said or status_of(text)
    if status:
        draft.statuses.append((status, cell))
        if "?" in cell.text or (len(cell.text) < 40 and DOUBTED.search(unaccented(cell.text))):
            draft.ask(cell, f"«\u00a0{cell.text}\u00a0»\u00a0: à confirmer.")
    else:
        draft.unread.append(cell)
    now = Calendar(calendar.today)
    now.is_recent = True
    for one in read_statements(text):
        if (
            one.kind == "label"
            and one.date
            and not one.until
            and status in ("labelled", "suspended", "withdrawn", "expired")
        ):
            draft.granted.append((now.settle(one.date)[0].iso(), cell))
        elif one.kind == "label" or (one.until and one.kind != "committee"):
            keep_label(draft, one, cell, now)
        elif one.date and (one.kind != "committee" or not one.is_doubted):
            keep_statement(draft, one, cell, now)
            if one.until:
                keep_label(draft, Statement("label", until=one.until), cell, now)


def status_of(text: str) -> str | None:
    """The status that a text says, in words or in initials."""
    if not re.search(r"[a-z]", unaccented(text)):
        return None
    parts = []
    for part in re.split(r"[,;.:\n]\s+|\bmais\b|\bet\b|[,;]", text):
        spelt = spell_initials(part)
        folded = spelt or fold(part)
        if ONGOING.search(folded) or (
            PLANNED.search(folded) and not re.search(r"comite|\bcl\b|passe", folded)
        ):
            continue
        parts.append(folded)
    status = first_of(STATUSES, " . ".join(parts))
    if status is None and len(text) < 60:
        status = first_of(STATUSES, fold(text))
        status = "preparation" if status == "audited" else status
    return status


def _read_steps(draft: Draft, role: str, text: str, cell: Cell, calendar: Calendar) -> None:
    if date := cell.date:
        keep_statement(draft, Statement(role, date, text=cell.text), cell, calendar)
        return
    statements = read_statements(text, role)
    for one in statements:
        if one.kind == "label" or (one.until and one.kind != "committee"):
            keep_label(draft, one, cell, calendar)
        elif one.date or one.outcome:
            keep_statement(draft, one, cell, calendar)
            if one.until:
                keep_label(draft, Statement("label", until=one.until), cell, calendar)
    read_people_inside(draft, text)
    if not statements and (DONE.match(fold(text)) or (not find_dates(text) and len(text) < 12)):
        if DONE.match(fold(text)):
            draft.facts.append(Fact(role, None, None, draft.sheet, cell.row, cell.letter, text))
        elif not first_of(STATUSES, fold(text)):
            draft.ask(cell, f"«\u00a0{cell.text}\u00a0»\u00a0: pas une date.")


def _read_label(draft: Draft, role: str, text: str, cell: Cell, calendar: Calendar) -> None:
    dates = [cell.date] if cell.date else find_dates(text)
    if not dates and role == "label_end" and cell.text != "0" and re.search(r"\d", cell.text):
        draft.ask(
            cell,
            f"Fin de label «\u00a0{cell.text}\u00a0»\u00a0: à calculer selon la règle (BR-63).",
            "to correct",
        )
    kept = []
    for date in dates:
        if date.is_impossible:
            draft.ask(cell, f"«\u00a0{date.written}\u00a0» n’existe pas.", "to correct")
        kept.append(calendar.settle(date, role == "label_end")[0].iso())
    if role == "label_range" and not kept and (status := first_of(STATUSES, fold(text))):
        draft.statuses.append((status, cell))
    if role == "label_range" and len(kept) == 1:
        if not re.search(r"jusqu|fin|→|>|expire|echeance", unaccented(text)):
            draft.spans.append((kept[0], cell))
            return
        role = "label_end"
    if kept and role != "label_end":
        draft.starts.append((kept[0], cell))
    if kept and (role == "label_end" or len(kept) > 1):
        draft.ends.append((kept[-1], cell))


def _read_history(draft: Draft, text: str, cell: Cell, calendar: Calendar) -> None:
    for one in read_statements(text):
        if one.kind == "label" or (one.until and one.kind != "committee"):
            keep_label(draft, one, cell, calendar)
        elif one.date or one.outcome:
            keep_statement(draft, one, cell, calendar)
    read_people_inside(draft, text)


def _read_period(draft: Draft, column, codes: Codes, cell: Cell, calendar: Calendar) -> None:
    """A step in the column of its month: « AM 12 », « C 2 / R », « (CL) » planned."""
    base = parse_iso(column.period)
    is_planned = bool(re.fullmatch(r"\(.*\)\s*\??", cell.text.strip()))
    for part in re.split(
        r"\s+[/+]\s+|(?<=[A-Za-z])/(?=[A-Za-z])|[,;]\s+|\n",
        cell.text.strip("()\u00a0?") if is_planned else cell.text,
    ):
        number = re.search(r"(?<!\d)(\d{1,2})\s*\??$", part)
        date = base
        if own := [one for one in find_dates(part) if one.month or one.day or one.quarter]:
            date = own[0] if own[0].year else own[0].with_year(base.year)
            if (
                own[0].year is None
                and own[0].quarter
                and base.quarter
                and date.quarter < base.quarter
            ):
                date = date.with_year(base.year + 1)
        elif number and base.month and 1 <= int(number[1]) <= 28 + 3:
            date = Date(base.year, base.month, int(number[1]))
        meaning = codes.expand(part)
        if number:
            meaning = re.sub(r"\s*\d{1,2}\s*\??$", "", meaning)
        for one in [one for one in read_statements(meaning) if one.kind != "label"][:1]:
            is_planned = is_planned or one.is_planned
            keep_statement(
                draft,
                Statement(one.kind, date, one.outcome, is_planned=is_planned, text=part),
                cell,
                Calendar(calendar.today),
            )
    read_people_inside(draft, cell.mark.comment)
