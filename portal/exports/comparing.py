"""An exported table handed back: what its cells change of the list of now, and what an act alone may change.

A list says how its rows are found again, and which of its cells are written, by which forms (`Again`).
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from portal.exports import tables
from portal.exports.columns import told
from portal.exports.reading import read_back
from portal.spreadsheets.sheets import is_blank
from portal.ui import words
from portal.workflow import Problem, Refused, audit_log

MOST = 500  # rows that differ
NO_KEY = (
    "Aucune colonne ne dit de quoi est chaque ligne\u00a0: gardez l’une de celles-ci\u00a0: {}."
)
TOO_MANY = f"Plus de {MOST} lignes diffèrent\u00a0: rendez le tableau en plusieurs fois."
NO_DATE = "Le fichier ne dit pas quand il a été établi."


@dataclass
class Cell:
    """`why`: what refuses its value, or its reader; the other cells of its row are written all the same."""

    code: str
    title: str
    before: str
    after: str
    url: str = ""
    why: str = ""


@dataclass
class Line:
    """A row that differs; `key` names it, `name` says it. `left`: what no form writes. `stale`: what changed since."""

    key: str
    name: str
    url: str
    cells: list = field(default_factory=list)
    left: list = field(default_factory=list)
    stale: str = ""

    @property
    def changes(self):
        return {one.code: [one.before, one.after] for one in self.cells if not one.why}


@dataclass
class Comparison:
    """`removed`: (name, address of the page that removes it, or "")."""

    seen: tables.FilteredList
    at: datetime | None
    ignored: list
    missing: list
    add_url: str
    is_whole: bool
    lines: list = field(default_factory=list)
    added: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    repeated: list = field(default_factory=list)
    same: int = 0

    @property
    def writable(self):
        return [line for line in self.lines if line.changes]

    @property
    def changes(self):
        """What the confirmation sends back: {name of a row: {column: [before, after]}}."""
        return {line.key: line.changes for line in self.writable}


class Current:
    """The rows of the list as they are now, by what names them."""

    def __init__(self, seen, user):
        self.user, self.again, self.where = user, seen.table.again, seen.where
        self.columns = {c.code: c for c in seen.table.columns_for(user, seen.query)}
        self.keys = [code for code in self.again.keys if code in self.columns]
        self.door_of = {code: door for door in self.again.doors for code in door.columns}
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

    def find(self, texts, folded):
        """The number of the row that these texts are of, or None."""
        found = (self.by_key[code].get(texts.get(code)) for code in self.keys)
        number = next((n for n in found if n is not None), None)
        if number is not None or folded is None:
            return number
        return next(
            (n for one in self.keys if (n := folded.get((one, bare(texts.get(one)))))), None
        )

    def fold(self):
        """{(key, its value without its first zeros): number}: a spreadsheet has taken them off a CSV."""
        found = {}
        for code, index in self.by_key.items():
            for value, n in index.items():
                if bare(value) != value:
                    found[code, bare(value)] = n
        return found

    def key(self, texts):
        return next((texts[code] for code in self.keys if texts.get(code)), "")

    def name(self, texts):
        return texts.get(self.again.name) or self.key(texts)

    def page(self, number, column, text):
        """Where this cell is changed: the page of its act, of its thing, or of its line."""
        line = self.lines[number]
        act = self.again.pages.get(column.code)
        address = getattr(column, "address", None)
        found = (act and act(self.user, line, text)) or (address and address(line))
        return found or self.again.page(line, **self.where)

    def things(self, door, numbers):
        """[(the thing of each row, why its reader may not change it)], in as many queries for one as for many."""
        lines = [self.lines[n] for n in numbers]
        things = door.things(self.user, lines, **self.where)
        whys = {}
        for thing in things:
            root = door.root(thing)
            if id(root) not in whys:
                whys[id(root)] = door.refusal(self.user, root)
        return [(thing, whys[id(door.root(thing))]) for thing in things]


def bare(text):
    return text.lstrip("0") if text and text.isdecimal() else text


def compare(content, user, *, name="", address=""):
    """What a file handed back would change; Refused when it is none of ours, Unreadable when it is no table."""
    handed = read_back(content, user, name=name, address=address)
    current = Current(handed.seen, user)
    titles = [one.casefold() for one in handed.titles]
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
        handed.seen,
        handed.at,
        ignored=[one for one in handed.titles if one.casefold() not in {"", *known}],
        missing=[c.title for code, c in current.columns.items() if code not in places],
        add_url=current.again.add(**current.where),
        is_whole=handed.has_filters,
    )
    _judge(made, current, _compare_rows(made, current, places, handed))
    return made


def _compare_rows(made, current, places, handed):
    """{number of a row: its Line}; those that are added, removed or repeated are told."""
    folded, found, met = current.fold() if handed.is_csv else None, {}, set()
    for cells in handed.rows:
        texts = handed.texts(cells, places)
        if all(is_blank(value) for value in cells):
            continue
        number, name = current.find(texts, folded), current.name(texts)
        if number is None:
            made.added.append(name or "sans nom")
        elif number in met:
            made.repeated.append(name)
        else:
            met.add(number)
            if line := _compare_row(current, number, texts, handed.is_csv):
                found[number] = line
                made.lines.append(line)
            else:
                made.same += 1
        if len(made.lines) > MOST:
            raise Refused(Problem("too_many", TOO_MANY))
    made.removed += [
        (current.name(texts), current.again.remove(current.lines[n], **current.where))
        for n, texts in enumerate(current.texts)
        if n not in met
    ]
    return found


def _compare_row(current, number, texts, is_csv):
    before = current.texts[number]
    cells = [
        Cell(
            code, column.title, before[code], texts[code], current.page(number, column, texts[code])
        )
        for code, column in current.columns.items()
        if code in texts and not _is_same(before[code], texts[code], is_csv)
    ]
    if not cells:
        return None
    page = current.again.page(current.lines[number], **current.where)
    line = Line(current.key(before), current.name(before), page)
    for one in cells:
        (line.cells if one.code in current.door_of else line.left).append(one)
    return line


def _is_same(before, after, is_csv):
    return before == after or (is_csv and bool(after) and bare(before) == bare(after))


def _judge(made, current, lines):
    """What each door refuses of the changed cells, and what its journal says has changed since the export."""
    for door in current.again.doors:
        touched = {
            n: cells
            for n, line in lines.items()
            if (cells := [one for one in line.cells if current.door_of[one.code] is door])
        }
        if not touched:
            continue
        things = dict(zip(touched, current.things(door, touched), strict=True))
        for n, (_thing, why) in things.items():
            for one in touched[n]:
                one.why = why
        open_rows = [n for n, (_thing, why) in things.items() if not why]
        rows = [(things[n][0], {c.code: c.after for c in touched[n]}) for n in open_rows]
        for n, faults in zip(
            open_rows, door.faults(current.user, rows) if rows else (), strict=True
        ):
            for one in touched[n]:
                one.why = faults.get(one.code, "")
        since = _since(door, [thing for thing, _ in rows], made.at)
        for n, (thing, _) in zip(open_rows, rows, strict=True):
            lines[n].stale = lines[n].stale or since(thing)


def _since(door, things, at):
    """The function that tells, of a thing, the last line of its journal since the export, or ""."""
    if at is None:
        return lambda thing: NO_DATE
    roots = {id(root): root for thing in things if (root := door.root(thing)) is not None}
    lines = audit_log.entries_of_all(roots.values(), is_inside=door.is_inside)
    entries = list(lines.filter(at__gte=at))

    def since(thing):
        root = door.root(thing)
        if root is None:
            return ""
        own = audit_log.kind(root), root.pk
        for one in entries:
            if (one.aggregate_type, one.aggregate_id) == own and door.concerns(one, thing):
                return f"{words.moment(one.at, short=True)}\u00a0: {one.sentence}"
        return ""

    return since
