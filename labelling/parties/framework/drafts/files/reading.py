"""Rules read back from a spreadsheet into the content of a draft: what changes, what each cell is refused for."""

from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.core.exceptions import ValidationError

from labelling.cells import fold, text_of
from labelling.parties.framework.drafts import content as draft_content
from labelling.parties.framework.drafts.comparing import compare
from labelling.parties.framework.drafts.files.columns import (
    FIELD,
    STAGE,
    TYPE,
    VALUE,
    Misread,
    columns_of,
    places_of,
)
from labelling.parties.framework.drafts.files.layout import (
    OWNERS,
    SETTINGS,
    choose_sheets,
    header_of,
    is_same,
    key_of,
    names_of,
    nothing_of,
    path_of,
    place_of,
    rows_before,
    titles_at,
)
from labelling.parties.framework.drafts.parts import parts_of, tidied
from labelling.parties.framework.files.reading import Unreadable as Invalid
from labelling.parties.framework.versions import valid_code
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Unreadable, is_blank
from portal.web.submissions.edit_conflicts import stamp

NEAR, SHORTEST = 0.8, 4
MOST = 2_000


@dataclass(frozen=True)
class Refusal:
    """`place`: « Délais, D12 »."""

    place: str
    text: str


@dataclass
class RulesFile:
    """`seen` is the stamp of the content that the file was compared with."""

    seen: str
    content: dict = field(default_factory=dict)
    comparison: object = None  # None while something is refused
    refusals: list = field(default_factory=list)
    unkept: list = field(default_factory=list)
    near: list = field(default_factory=list)  # (title of the file, title that it is taken for)
    absent: list = field(default_factory=list)  # parts that the file does not have
    faults: list = field(default_factory=list)

    @property
    def changes(self):
        return self.comparison.count if self.comparison else 0


@faults_refused()
def read_rules(draft, upload):
    """A RulesFile; Unreadable, with its sentence, when the file as a whole gives nothing of these rules."""
    found = RulesFile(stamp(draft, ("content",)), deepcopy(draft.content))
    book = read(upload)
    reader = _Reader(draft, found)
    chosen = choose_sheets(
        parts_of(draft.kind), book.sheets, draft, found.unkept.append, reader.refuse
    )
    if not chosen:
        raise Unreadable("OTHER", sentence=nothing_of(draft, book.sheets))
    for part in parts_of(draft.kind):
        if part.code in chosen:
            reader.read_part(part, chosen[part.code])
        else:
            found.absent.append(part.label)
    found.content = tidied(found.content)
    reader.check()
    return found


class _Reader:
    """Reads the parts one after the other: the stages before their pieces, the themes before their criteria."""

    def __init__(self, draft, found):
        self.draft, self.found = draft, found
        self.cells, self.lines = {}, {}  # where a place of the content stands in the file

    def refuse(self, place, text):
        self.found.refusals.append(Refusal(place, text))

    def read_part(self, part, sheet):
        known = SETTINGS if part.groups is None else names_of(part, self.draft)
        header = header_of(sheet, known)
        name = sheet.name or part.label
        if header is None:
            self.refuse(name, "les titres des colonnes ne sont pas reconnus.")
            return
        rows = [row for row in sheet.rows if row.number > header.number]
        if not rows:
            text = "la feuille n’a aucune ligne. Retirez-la du fichier pour laisser cette partie comme elle est."
            self.refuse(name, text)
        elif len(rows) > MOST:
            raise Unreadable("TOO_MANY", sentence=f"«\u00a0{name}\u00a0» a plus de {MOST} lignes.")
        elif part.groups is None:
            self.read_settings(part, sheet, rows, titles_at(header, known))
        else:
            self.read_list(part, sheet, rows, self.columns(part, header, known, name))

    def columns(self, part, header, known, sheet):
        """{name: index}, near titles too, each told; the other columns are told as left alone."""
        at = titles_at(header, known)
        titles = {one.name: one.title for one in (*places_of(part), *columns_of(part, self.draft))}
        free = {title: name for title, name in known.items() if name not in at}
        for index, one in enumerate(header.cells):
            if is_blank(one) or index in at.values():
                continue
            said = fold(text_of(one))
            near = get_close_matches(said, free, 1, NEAR) if len(said) > SHORTEST else []
            if near and free[near[0]] not in at:
                at[free[near[0]]] = index
                self.found.near.append((text_of(one), titles[free[near[0]]]))
            else:
                self.found.unkept.append(f"colonne «\u00a0{text_of(one)}\u00a0» ({sheet})")
        return at

    def read_settings(self, part, sheet, rows, at):
        known, columns = names_of(part, self.draft), columns_of(part, self.draft)
        columns = {one.name: one for one in columns}
        for row in rows:
            said = text_of(row.cell(at[FIELD]))
            name = known.get(fold(said))
            place = place_of(sheet, row, at[VALUE])
            if name is None:
                if said:
                    self.found.unkept.append(f"réglage «\u00a0{said}\u00a0»")
                continue
            if ((), name) in self.cells:
                self.refuse(place, f"«\u00a0{said}\u00a0» est écrit deux fois.")
            self.cells[(), name] = place
            given = self.value(columns[name], row.cell(at[VALUE]), self.draft.content, place)
            if given is not ...:
                self.found.content[name] = given

    def read_list(self, part, sheet, rows, at):
        places, columns = places_of(part), columns_of(part, self.draft)
        name = sheet.name or part.label
        lacking = [one.title for one in (*places, *columns) if one.needed and one.name not in at]
        if lacking:
            for title in lacking:
                self.refuse(name, f"la colonne «\u00a0{title}\u00a0» manque.")
            return
        before = rows_before(part, self.draft)
        lists = part.groups(self.found.content)
        for kept in lists.values():
            kept.clear()
        for row in rows:
            if not all(is_blank(row.cell(index)) for index in at.values()):
                self.read_row(part, sheet, row, at, before, lists)

    def read_row(self, part, sheet, row, at, before, lists):
        group = self.group_of(part, sheet, row, at, lists)
        columns = {one.name: one for one in columns_of(part, self.draft)}
        code = self.value(
            columns["code"], row.cell(at["code"]), None, place_of(sheet, row, at["code"])
        )
        if group is None or code is ...:
            return
        former = before.get(key_of(part, group, code))
        if former is None:
            self.check_code(code, place_of(sheet, row, at["code"]))
        values = {"code": code}
        place = (*path_of(part, group, lists), len(lists[group]))
        for name, one in columns.items():
            where = place_of(sheet, row, at.get(name, at["code"]))
            self.cells[place, name] = where
            if name == "code":
                continue
            if name not in at:
                given = former[name] if former else part.model._meta.get_field(name).get_default()
            else:
                given = self.value(one, row.cell(at[name]), former, where)
            if given is not ...:
                values[name] = given
        if part.code == "themes":
            values["criteria"] = deepcopy(former.get("criteria", [])) if former else []
        self.lines[place] = f"{sheet.name or part.label}, ligne {row.number}"
        lists[group].append(values)

    def check_code(self, code, where):
        try:
            valid_code(code)
        except ValidationError as error:
            self.refuse(where, " ".join(error.messages))

    def group_of(self, part, sheet, row, at, lists):
        """The key of the list that the row says it is in, or None once it is refused."""
        keys = []
        for one in places_of(part):
            where = place_of(sheet, row, at[one.name])
            given = self.value(one, row.cell(at[one.name]), None, where)
            if given is ...:
                return None
            if one.name == STAGE:
                given = self.stage(keys[0], given)
            keys.append(given)
            is_last = one.name != TYPE or part.code == "etapes"
            if is_last and "/".join(keys) not in lists:
                self.refuse(
                    where, f"«\u00a0{given}\u00a0» n’est dans aucune ligne de {OWNERS[part.code]}."
                )
                return None
        return "/".join(keys)

    def stage(self, kind, said):
        """The code of the stage that is named by its code, or by its title."""
        plan = self.found.content.get("plans", {}).get(kind, [])
        return next((one["code"] for one in plan if fold(one.get("label", "")) == fold(said)), said)

    def value(self, column, raw, former, where):
        """The value of a cell; ... once it is refused. What is shown as it was is kept as it was."""
        if is_blank(raw):
            if column.empty is ... or column.needed:
                self.refuse(
                    where, f"«\u00a0{column.title}\u00a0» est vide\u00a0: écrivez une valeur."
                )
                return ...
            return deepcopy(column.empty)
        if former and column.name in former and is_same(raw, column.show(former[column.name])):
            return former[column.name]
        try:
            return column.read(raw)
        except Misread as misread:
            self.refuse(where, str(misread))
            return ...

    def check(self):
        """The whole, as the validator of files reads it; each of its mistakes in its cell."""
        refused = {one.place for one in self.found.refusals}
        try:
            sheet = draft_content.sheet_of(self.draft, self.found.content)
        except Invalid as invalid:
            for mistake in invalid.mistakes:
                self.tell(mistake, refused)
            return
        if not refused:
            self.found.comparison = compare(_sheet_before(self.draft), sheet)
            self.found.faults = draft_content.missing(sheet)

    def tell(self, mistake, refused):
        text = mistake.text.removeprefix(f"{mistake.key}\u00a0: ")
        where = self.cells.get((mistake.place, mistake.key)) or self.lines.get(mistake.place)
        if where is None:
            self.refuse("Hors du fichier", text)
        elif where not in refused:
            self.refuse(where, text)


def _sheet_before(draft):
    try:
        return draft_content.sheet_of(draft)
    except Invalid:
        return None
