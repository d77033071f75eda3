"""An exported table handed back: what its cells change of the list of now, and what an act alone may change.

A list says how its rows are found again, and which of its cells are written, by which form:

    Table(…, again=Again(keys=("siren", "name"), page=lambda line: …, fields={"homes": "homes"}, …))
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import Http404, QueryDict

from portal.core import clock
from portal.exports import tables
from portal.exports.columns import told
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import is_blank
from portal.ui import words
from portal.workflow import Problem, Refused, Stale, audit_log

LEGEND, ADDRESS, WRITTEN_AT = "Légende", "Adresse", "Établi le"
MOST = 500  # rows that differ
MOMENT = re.compile(r"(\d+)(?:er)? (\S+) (\d{4}), (\d+) h(?: (\d+))?")
NOT_OURS = (
    "Ce fichier n’est pas un tableau du portail\u00a0: la feuille «\u00a0Légende\u00a0», qui dit sa liste, "
    "n’y est pas. Un CSV n’en a pas\u00a0: téléchargez le tableau en Excel ou en LibreOffice."
)
NOT_READ_AGAIN = "Cette liste ne se relit pas\u00a0: ses lignes se changent chacune par sa page."
NOT_SEEN = "La liste de ce fichier n’est pas, ou plus, dans votre espace."
NO_KEY = (
    "Aucune colonne ne dit de quoi est chaque ligne\u00a0: gardez l’une de celles-ci\u00a0: {}."
)
TOO_MANY = f"Plus de {MOST} lignes diffèrent\u00a0: rendez le tableau en plusieurs fois."
CHANGED = "a changé depuis que vous avez lu cette page"


@dataclass
class Cell:
    code: str
    title: str
    before: str
    after: str
    url: str = ""


@dataclass
class Line:
    """A row that differs; `key` names it, `name` says it. `why`: what refuses its values, or its reader."""

    key: str
    name: str
    url: str
    cells: list
    left: list
    why: str = ""
    stale: str = ""


@dataclass
class Comparison:
    seen: tables.FilteredList
    at: datetime | None
    ignored: list
    missing: list
    lines: list = field(default_factory=list)
    added: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    repeated: list = field(default_factory=list)
    same: int = 0

    @property
    def writable(self):
        return [line for line in self.lines if line.cells and not line.why]

    @property
    def changes(self):
        """What the confirmation sends back: {name of a row: {column: [before, after]}}."""
        return {
            line.key: {one.code: [one.before, one.after] for one in line.cells}
            for line in self.writable
        }


class Current:
    """The rows of the list as they are now, by what names them."""

    def __init__(self, seen, user):
        self.user, self.again, self.where = user, seen.table.again, seen.where
        self.columns = {c.code: c for c in seen.table.columns_for(user, seen.query)}
        self.keys = [code for code in self.again.keys if code in self.columns]
        rows = list(seen.rows(user))
        self.lines = seen.table.lines(rows, user, seen.query)
        self.texts = [
            {code: told(c.value(line)) for code, c in self.columns.items()} for line in self.lines
        ]
        self.by_key = {code: self._index(code) for code in self.keys}

    def _index(self, code):
        """Two rows that bear one name are not told apart by it."""
        values = [texts[code] for texts in self.texts]
        many = Counter(values)
        return {value: n for n, value in enumerate(values) if value and many[value] == 1}

    def find(self, texts):
        """The number of the row that these texts are of, or None."""
        found = (self.by_key[code].get(texts.get(code)) for code in self.keys)
        return next((n for n in found if n is not None), None)

    def key(self, texts):
        return next((texts[code] for code in self.keys if texts.get(code)), "")

    def name(self, texts):
        """As people say it: what the last of its keys holds."""
        return next((texts[code] for code in reversed(self.keys) if texts.get(code)), "")

    def page(self, number, column):
        address = getattr(column, "address", None)
        return (address and address(self.lines[number])) or self.line_page(number)

    def line_page(self, number):
        return self.again.page(self.lines[number], **self.where)

    def bound(self, number, values):
        """(the thing, its ordinary form with what the file changes of it)."""
        thing = self.again.thing(self.user, self.lines[number])
        shown = self.again.form(self.user, thing)
        data = {name: shown[name].value() for name in shown.fields}
        typed = {self.again.fields[code]: value for code, value in values.items()}
        data |= {name: _chosen(shown.fields[name], value) for name, value in typed.items()}
        sent = QueryDict(mutable=True)
        sent.update({name: "" if value is None else value for name, value in data.items()})
        sent["seen"] = shown.seen
        return thing, self.again.form(self.user, thing, sent)


def _chosen(choice_field, value):
    """The code of a choice that the file tells by its word."""
    for code, word in getattr(choice_field, "choices", ()):
        if value.casefold() in (str(code).casefold(), str(word).casefold()):
            return getattr(code, "value", code)
    return value


def is_of_here(book):
    """Whether this portal wrote it: corrected, it is handed back on its own page."""
    return str(_legend_of(book).get(ADDRESS, "")).startswith(f"{settings.PORTAL_ADDRESS}/")


def _legend_of(book):
    rows = [row for sheet in book.sheets if sheet.name == LEGEND for row in sheet.rows]
    return {row.cells[0]: row.cells[1] for row in rows if len(row.cells) > 1}


def compare(content, user):
    """What a file handed back would change; Refused when it is none of ours, Unreadable when it is no table."""
    book = read(content)
    legend = _legend_of(book)
    if ADDRESS not in legend:
        raise Refused(Problem("not_ours", NOT_OURS))
    current = Current(seen := find_again(str(legend[ADDRESS]), user), user)
    sheet = next((one for one in book.sheets if one.name != LEGEND and one.rows), None)
    head, *rows = sheet.rows if sheet else [None]
    titles = [told(value).casefold() for value in head.cells] if head else []
    places = {
        code: titles.index(column.title.casefold())
        for code, column in current.columns.items()
        if column.title.casefold() in titles
    }
    if not places.keys() & set(current.keys):
        said = ", ".join(current.columns[code].title for code in current.keys)
        raise Refused(Problem("no_key", NO_KEY.format(said)))
    known = {column.title.casefold() for column in current.columns.values()}
    made = Comparison(
        seen,
        _moment(str(legend.get(WRITTEN_AT, ""))),
        ignored=[one for one in map(told, head.cells) if one.casefold() not in {"", *known}],
        missing=[c.title for code, c in current.columns.items() if code not in places],
    )
    _compare_rows(made, current, places, [row.cells for row in rows])
    return made


def find_again(address, user):
    """The list of an address, as this person sees it now."""
    parts = urlsplit(address)
    try:
        seen = tables.find_list(parts.path, QueryDict(parts.query))
        if seen.table.again is not None:
            seen.rows(user)
    except (Http404, Refused):
        raise Refused(Problem("not_seen", NOT_SEEN)) from None
    if seen.table.again is None:
        raise Refused(Problem("not_read_again", NOT_READ_AGAIN))
    return seen


def _moment(text):
    found = MOMENT.fullmatch(text.replace("\u00a0", " "))
    if not found or found[2] not in words.MONTHS:
        return None
    month = words.MONTHS.index(found[2]) + 1
    return clock.aware(
        datetime(int(found[3]), month, int(found[1]), int(found[4]), int(found[5] or 0))
    )


def _compare_rows(made, current, places, rows):
    met = set()
    for cells in rows:
        texts = {code: told(cells[n]) if n < len(cells) else "" for code, n in places.items()}
        if all(is_blank(value) for value in cells):
            continue
        number, name = current.find(texts), current.name(texts)
        if number is None:
            made.added.append(name or "sans nom")
        elif number in met:
            made.repeated.append(name)
        else:
            met.add(number)
            _compare_row(made, current, number, texts)
        if len(made.lines) > MOST:
            raise Refused(Problem("too_many", TOO_MANY))
    made.removed += [current.name(t) for n, t in enumerate(current.texts) if n not in met]


def _compare_row(made, current, number, texts):
    before = current.texts[number]
    cells = [
        Cell(code, column.title, before[code], texts[code], current.page(number, column))
        for code, column in current.columns.items()
        if code in texts and texts[code] != before[code]
    ]
    if not cells:
        made.same += 1
        return
    mine = [one for one in cells if one.code in current.again.fields]
    left = [one for one in cells if one.code not in current.again.fields]
    page = current.line_page(number)
    line = Line(current.key(before), current.name(before), page, mine, left)
    if mine:
        thing, form = current.bound(number, {one.code: one.after for one in mine})
        line.why = current.again.refusal(current.user, thing) or _faults(form)
        line.stale = _since(current.again.journal(thing), made.at)
    made.lines.append(line)


def _faults(form):
    return " ".join(
        f"{form[name].label if name in form.fields else ''}\u00a0: {error}".lstrip("\u00a0: ")
        for name, errors in form.errors.items()
        for error in errors
    )


def _since(thing, at):
    """What the journal tells last, of a thing that changed since its export."""
    last = audit_log.entries_of(thing).first()
    if last is None or (at and last.at < at):
        return ""
    return f"{words.moment(last.at, short=True)}\u00a0: {last.sentence}"


def write(address, changes, names, *, by):
    """(rows written, [(row, why it was not)]): each by its form, if its cells are still those that were shown."""
    current = Current(find_again(address, by), by)
    rows = {current.key(texts): n for n, texts in enumerate(current.texts)}
    written, kept = 0, []
    for key in names:
        number = rows.get(key)
        name = key if number is None else current.name(current.texts[number])
        try:
            written += _write_row(current, number, changes[key], by)
        except Stale:
            kept.append((name, CHANGED))
        except Refused as refused:
            kept.append((name, str(refused)))
    return written, kept


@transaction.atomic
def _write_row(current, number, cells, by):
    if number is None:
        raise Refused(Problem("gone", "n’est plus dans la liste"))
    texts = current.texts[number]
    todo = {code: after for code, (_before, after) in cells.items() if texts[code] != after}
    if not todo:  # a second click, or a colleague who wrote the same
        return 0
    if any(texts[code] != cells[code][0] for code in todo):
        raise Refused(Problem("stale", CHANGED))
    thing, form = current.bound(number, todo)
    if said := current.again.refusal(by, thing) or _faults(form):
        raise Refused(Problem("invalid", said))
    current.again.save(form)
    return 1
