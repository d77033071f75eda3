"""Comparison of two versions of the rules, line by line: added, removed, changed, moved; the rest counted."""

from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial

from labelling.parties.framework.deadlines import in_words
from labelling.parties.framework.files.parsing import PLACED, dossier_states
from labelling.parties.framework.files.writing import COMPUTED, HEAD
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import Criterion, DeadlineRule, RequiredPiece, Stage, Theme
from portal.ui import words

PARTS = (DeadlineRule, Stage, RequiredPiece, Theme, Criterion)
SILENT = PLACED | COMPUTED | set(HEAD) | {"id"}  # told by the place, derived, or of each version


@dataclass(frozen=True)
class Change:
    """A value that differs: « délai : 15o, puis 20o »."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """A row of one version or of both, with what changes of it."""

    label: str
    changes: tuple = ()


@dataclass
class Group:
    """What changes of one sort of rows."""

    title: str
    added: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    moved: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)

    @property
    def differs(self):
        return bool(self.added or self.removed or self.changed or self.moved)

    @property
    def count(self):
        return sum(map(len, (self.added, self.removed, self.changed, self.moved)))


@dataclass(frozen=True)
class Comparison:
    groups: tuple

    @property
    def differing(self):
        return [group for group in self.groups if group.differs]

    @property
    def count(self):
        """Lines that are added, removed, changed or moved."""
        return sum(group.count for group in self.groups)


def compare(before, after):
    """The Comparison of two Sheets of one kind; `before` is None where nothing was ever published."""
    groups = [_version_group(before, after)]
    stages = {**_rows(before, Stage), **_rows(after, Stage)}
    for model in PARTS:
        old, new = _rows(before, model), _rows(after, model)
        if old or new:
            groups.append(_group(model, old, new, partial(_label, stages=stages)))
    return Comparison(tuple(groups))


def _version_group(before, after):
    group = Group("Valeurs générales")
    for one in _fields(after.version):
        new = _value_text(after.version, one)
        old = _value_text(before.version, one) if before else None
        label = _first_up(one.verbose_name)
        if before is None:
            group.added.append(Line(f"{label}\u00a0: {new}"))
        elif old == new:
            group.unchanged.append(Line(f"{label}\u00a0: {new}"))
        else:
            group.changed.append(Line(label, (Change("", old, new),)))
    return group


def _group(model, old, new, label):
    group = Group(_first_up(str(model._meta.verbose_name_plural)))
    group.added = [Line(label(row)) for key, row in new.items() if key not in old]
    group.removed = [Line(label(row)) for key, row in old.items() if key not in new]
    staying = [key for key in new if key in old]
    shifted = _shifted(old, new, staying)
    for key in staying:
        changes = _changes(old[key], new[key])
        if changes:
            group.changed.append(Line(label(new[key]), changes))
        elif key in shifted:
            group.moved.append(Line(label(new[key])))
        else:
            group.unchanged.append(Line(label(new[key])))
    return group


def _shifted(old, new, staying):
    """The fewest rows whose move makes the order of each new list of the old one's; those of another list."""
    elsewhere = {key for key in staying if _list_of(old[key]) != _list_of(new[key])}
    former, latter = defaultdict(list), defaultdict(list)
    for lists, keys, rows in ((former, old, old), (latter, staying, new)):
        for key in keys:
            if key in new and key not in elsewhere:
                lists[_list_of(rows[key])].append(key)
    moved = (_moved(former[name], keys) for name, keys in latter.items())
    return elsewhere.union(*moved)


def _moved(former, latter):
    matcher = SequenceMatcher(None, former, latter, autojunk=False)
    still = (latter[block.b : block.b + block.size] for block in matcher.get_matching_blocks())
    return set(latter).difference(*still)


def _list_of(row):
    """What tells the list in which the order of a row counts."""
    if isinstance(row, Criterion):
        return row.theme.code
    return (row.dossier_type, getattr(row, "stage", "")) if hasattr(row, "dossier_type") else ""


def _changes(old, new):
    pairs = ((one, _value_text(old, one), _value_text(new, one)) for one in _fields(new))
    return tuple(
        Change(_first_up(one.verbose_name), before, after)
        for one, before, after in pairs
        if before != after
    )


def _rows(sheet, model):
    """{key: row} in the order of the version; a criterion is known by its code, whatever its theme."""
    rows = [row for row in sheet.rows if type(row) is model] if sheet else []
    return {_key(row): row for row in rows}


def _key(row):
    if isinstance(row, Stage):
        return row.dossier_type, row.code
    if isinstance(row, RequiredPiece):
        return row.dossier_type, row.stage, row.code
    return row.code


def _label(row, stages):
    """« D01 Contrôle de complétude », « Premier label, étape « Diagnostic HQS » : Restitution… »."""
    if isinstance(row, Stage):
        return f"{DossierType(row.dossier_type).label}\u00a0: {row}"
    if isinstance(row, RequiredPiece):
        stage = stages.get((row.dossier_type, row.stage), row.stage)
        return f"{DossierType(row.dossier_type).label}, étape «\u00a0{stage}\u00a0»\u00a0: {row}"
    return str(row)


def _fields(row):
    fields = [f for f in row._meta.concrete_fields if f.editable and not f.is_relation]
    return [
        f for f in fields if f.name not in SILENT - ({"title"} if type(row) in PARTS else set())
    ]


def _value_text(row, one):
    """A value as people read it."""
    value = getattr(row, one.attname)
    if one.choices and value != "":
        return str(row._get_FIELD_display(one))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        said = SPOKEN.get(one.name, str)
        return ", ".join(map(said, value)) or "aucun"
    if value in ("", None):
        return "rien"
    if one.name in SPOKEN:
        return SPOKEN[one.name](value)
    return words.number(value) if isinstance(value, int) else str(value)


def _state(code):
    return dossier_states().get(code, code)


SPOKEN = {"delay": in_words, "delay_max": in_words, "state": _state, "other_states": _state}


def _first_up(text):
    return text[:1].upper() + text[1:]
