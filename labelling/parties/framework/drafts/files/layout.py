"""Sheets and columns of a file of rules: which part each sheet is, by its name or by its titles."""

from copy import deepcopy

from labelling.cells import fold, text_of
from labelling.parties.framework.drafts.files.columns import (
    FIELD,
    VALUE,
    columns_of,
    places_of,
    unguarded,
)
from labelling.parties.framework.drafts.models import RulesDraft
from labelling.parties.framework.drafts.parts import ALL, parts_of
from portal.exports.columns import cell
from portal.spreadsheets.sheets import letter_of

HEADER_WITHIN, LEAST_TITLES, LEAST_SETTINGS = 20, 3, 2
LEGEND = "legende"
SETTINGS = {fold(FIELD): FIELD, fold(VALUE): VALUE}


def choose_sheets(parts, sheets, draft, tell_unkept, refuse):
    """{code of a part: its sheet}, by the name of the sheet, else by its titles."""
    chosen, names = (
        {},
        {fold(name): part for part in parts for name in (part.label, part.label[:31], part.code)},
    )
    for sheet in sheets:
        if fold(sheet.name) == LEGEND:
            continue
        part = names.get(fold(sheet.name)) or _part_by_titles(parts, sheet, draft)
        if part is None:
            if sheet.rows and sheet.name:
                tell_unkept(f"feuille «\u00a0{sheet.name}\u00a0»")
        elif part.code in chosen:
            text = f"une autre feuille donne déjà «\u00a0{part.label}\u00a0»\u00a0: gardez-en une."
            refuse(sheet.name, text)
        else:
            chosen[part.code] = sheet
    return chosen


def _part_by_titles(parts, sheet, draft):
    scores = {part: _score(part, sheet, draft) for part in parts}
    best = max(scores, key=scores.get)
    return best if scores[best] else None


def _score(part, sheet, draft):
    """How many of its titles the sheet has; 0 when they are too few to tell."""
    known = names_of(part, draft)
    if part.groups is None:
        many = len({known[said] for row in sheet.rows for said in _said(row) if said in known})
        return many if many >= LEAST_SETTINGS and header_of(sheet, SETTINGS) else 0
    header = header_of(sheet, known)
    many = len(titles_at(header, known)) if header else 0
    return many if many >= LEAST_TITLES else 0


def nothing_of(draft, sheets):
    awaited = ", ".join(f"«\u00a0{part.label}\u00a0»" for part in parts_of(draft.kind))
    other = next(
        (
            part.kind
            for part in ALL
            if part.kind != draft.kind
            for sheet in sheets
            if fold(sheet.name) in (fold(part.label), fold(part.label[:31]))
        ),
        None,
    )
    if other:
        said = f"Ce fichier est celui d’un autre texte ({RulesDraft.Kind(other).label.lower()})."
    else:
        said = "Aucune feuille de ce fichier n’est reconnue."
    return f"{said} Ce projet attend {awaited}, chacune sous les titres du classeur que le portail donne."


def names_of(part, draft):
    """{folded title: name of the column}; the columns' own titles first."""
    columns = [*places_of(part), *columns_of(part, draft)]
    known = {fold(one.title): one.name for one in columns}
    for one in columns:
        for title in one.titles:
            known.setdefault(title, one.name)
    return known


def _said(row):
    return [fold(one) for one in row.cells if isinstance(one, str)]


def header_of(sheet, known):
    """The row, among the first, that has most of the titles; two at least."""
    rows = sheet.rows[:HEADER_WITHIN]
    best = max(rows, key=lambda row: len(titles_at(row, known)), default=None)
    return best if best and len(titles_at(best, known)) > 1 else None


def titles_at(row, known):
    """{name: index}; of two columns of one meaning, the first counts."""
    found = {}
    for index, one in enumerate(row.cells):
        name = known.get(fold(one)) if isinstance(one, str) else None
        if name:
            found.setdefault(name, index)
    return found


OWNERS = {
    "etapes": "la liste des types",
    "pieces": "«\u00a0Étapes\u00a0»",
    "criteres": "«\u00a0Thèmes\u00a0»",
}


def rows_before(part, draft):
    """{key: row} of the draft; a criterion is known by its code, whatever its theme."""
    rows = part.rows(deepcopy(draft.content))
    return {row["code"]: row for row in rows.values()} if part.code == "criteres" else rows


def key_of(part, group, code):
    return f"{group}/{code}" if group and part.code != "criteres" else code


def path_of(part, group, lists):
    """Where the list stands in the content, as the validator of files tells it."""
    if part.code == "criteres":
        return ("themes", list(lists).index(group), "criteria")
    name = {"delais": "deadlines", "etapes": "plans", "pieces": "pieces", "themes": "themes"}[
        part.code
    ]
    return (name, *filter(None, group.split("/")))


def is_same(raw, shown):
    """Whether a cell says what it would say if it were written today."""
    written = cell(shown)
    if isinstance(raw, str) and isinstance(written, str):
        return _lines(raw) == _lines(written)
    return text_of(raw) == text_of(written)


def _lines(text):
    return [line.strip() for line in unguarded(text).strip().splitlines()]


def place_of(sheet, row, index):
    """« Délais, D12 »; of a file of one table, « D12 »."""
    said = f"{letter_of(index)}{row.number}"
    return f"{sheet.name}, {said}" if sheet.name else said
