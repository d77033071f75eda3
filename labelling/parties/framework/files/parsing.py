"""Unsaved rows from a rules file, each value checked by its field."""

from dataclasses import dataclass, field
from fractions import Fraction

from django.core.exceptions import ValidationError

from labelling.parties.framework.files.reading import Block, Unreadable
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    Criterion,
    DeadlineRule,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
    Stage,
    Theme,
)
from portal.core.working_days import Delay
from portal.inspection.verdicts import KINDS as FORMATS
from portal.workflow import WORKFLOWS

KINDS = {
    "rules": LabelRulesVersion,
    "committee": CommitteeRulesVersion,
    "framework": EvaluationFrameworkVersion,
}
FRACTIONS = ("quorum", "majority", "special")
EXCEEDED = ("majority",)  # more than this share is needed: the whole cannot be exceeded
PLACED = {"order", "dossier_type", "stage"}  # told by the place in the file, not by a key


@dataclass
class Sheet:
    """A version with what belongs to it, saved or not, in the order in which rows are written."""

    version: object
    rows: list = field(default_factory=list)

    @classmethod
    def of(cls, version):
        """The sheet of a stored version."""
        if isinstance(version, LabelRulesVersion):
            groups = (version.deadline_rules, version.stages, version.required_pieces)
            return cls(version, [row for group in groups for row in group.all()])
        if isinstance(version, EvaluationFrameworkVersion):
            return cls(version, [*version.themes.all(), *version.criteria])
        return cls(version)

    def save(self):
        self.version.save()
        for model in (DeadlineRule, Stage, RequiredPiece, Theme, Criterion):
            rows = [row for row in self.rows if type(row) is model]
            for row in rows:  # the owner has got its key since the row was made
                first = model.version_path.partition("__")[0]
                setattr(row, first, getattr(row, first))
            model.objects.bulk_create(rows)

    def content(self):
        """Key → values of each row, so that two sheets can be compared and their difference named."""
        return {_name(row): _values(row) for row in (self.version, *self.rows)}


def _name(row):
    if isinstance(row, Stage | RequiredPiece):
        place = row.dossier_type if isinstance(row, Stage) else f"{row.dossier_type}/{row.stage}"
        return f"{row._meta.verbose_name} {place}/{row.code}"
    return f"{row._meta.verbose_name} {row.code}"


def _values(row):
    fields = [f for f in row._meta.concrete_fields if f.editable and not f.is_relation]
    return {f.name: f.to_python(getattr(row, f.attname)) for f in fields if not f.primary_key}


class Builder:
    """Gathers every mistake of a file before refusing it."""

    def __init__(self):
        self.mistakes = []

    def wrong(self, block, text, key=None):
        self.mistakes.append(block.mistake(text, key))

    def row(self, model, block, **placed):
        """An unsaved row of `model`, or None. Fields check their values; unknown keys are mistakes."""
        if not isinstance(block, Block):
            return None
        names = {f.name for f in model._meta.concrete_fields if f.editable and not f.is_relation}
        names -= PLACED | {"id"}
        values = self._values(block)
        for key in values.keys() - names:
            self.wrong(block, f"clé inconnue : « {key} ».", key)
        row = model(**{key: values[key] for key in values.keys() & names}, **placed)
        relations = {f.name for f in model._meta.concrete_fields if f.is_relation}
        try:
            row.clean_fields(exclude=relations)
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                self.wrong(block, f"{name} : {' '.join(texts)}", name)
        return row

    def _values(self, block):
        """The block's own values: without its lists of rows, with its fractions split in two."""
        values = {}
        for key, value in block.items():
            if key in FRACTIONS:
                values |= self._fraction(block, key, value)
            elif not (key == "kind" or key in CHILDREN):
                values[key] = value
        return values

    def _fraction(self, block, key, value):
        try:
            share = Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            self.wrong(block, f"{key} : une fraction est attendue, par exemple 1/2.", key)
            return {}
        if not 0 < share <= 1 or (key in EXCEEDED and share == 1):
            self.wrong(block, f"{key}\u00a0: une part du tout est attendue, par exemple 1/2.", key)
            return {}
        return {f"{key}_num": share.numerator, f"{key}_den": share.denominator}

    def blocks(self, block, key):
        """The list of blocks under `key`; anything else is a mistake."""
        found = block.get(key) or []
        if not isinstance(found, list) or not all(isinstance(item, Block) for item in found):
            self.wrong(block, f"« {key} » doit être une liste de lignes à clés.", key)
            return []
        return found

    def unique(self, blocks, what):
        seen = set()
        for block in blocks:
            if block.get("code") in seen:
                self.wrong(block, f"{what} {block.get('code')} est écrit deux fois.", "code")
            seen.add(block.get("code"))


CHILDREN = ("deadlines", "plans", "pieces", "themes", "criteria")


def build(block):
    """The unsaved Sheet of a read file. Unreadable lists all its mistakes, in the order of lines."""
    kind = KINDS.get(block.get("kind"))
    if kind is None:
        raise Unreadable([block.mistake(f"« kind » doit être {', '.join(KINDS)}.", "kind")])
    builder = Builder()
    sheet = Sheet(builder.row(kind, block))
    if kind is LabelRulesVersion:
        sheet.rows = _rules_rows(builder, block, sheet.version)
    elif kind is EvaluationFrameworkVersion:
        sheet.rows = _framework_rows(builder, block, sheet.version)
    if builder.mistakes:
        raise Unreadable(sorted(builder.mistakes, key=lambda mistake: (mistake.file, mistake.line)))
    return sheet


def _rules_rows(builder, block, rules):
    deadlines = builder.blocks(block, "deadlines")
    builder.unique(deadlines, "le délai")
    rows = [
        builder.row(DeadlineRule, line, rules=rules, order=n) for n, line in enumerate(deadlines, 1)
    ]
    delays = {row.code: row for row in rows}
    stages = [
        stage
        for kind, plan in _by_type(builder, block, "plans")
        for stage in _plan(builder, builder.blocks(plan, kind), delays, rules, kind)
    ]
    known = {(stage.dossier_type, stage.code) for stage in stages}
    return [*rows, *stages, *_pieces(builder, block, known, rules)]


def _by_type(builder, block, key):
    """(dossier type, its parent block) for each known type under `key`."""
    parent = block.get(key) or Block(block.file, block.line)
    if not isinstance(parent, Block):
        builder.wrong(block, f"« {key} » doit donner une liste par type de dossier.", key)
        return
    for kind in parent:
        if kind in DossierType:
            yield kind, parent
        else:
            builder.wrong(parent, f"type de dossier inconnu : « {kind} ».", kind)


def _plan(builder, lines, delays, rules, kind):
    """The stages of a type of dossier: each state of a dossier is in one of them at most."""
    builder.unique(lines, "l’étape")
    covered = {}
    for n, line in enumerate(lines, 1):
        stage = _stage(builder, line, delays, rules=rules, dossier_type=kind, order=n)
        for state in (stage.state, *_words(stage.other_states)):
            if state not in dossier_states():
                builder.wrong(
                    line, f"l’état «\u00a0{state}\u00a0» n’existe pas.", _told_by(stage, state)
                )
            elif covered.setdefault(state, stage) is not stage:
                text = f"l’état «\u00a0{state}\u00a0» est déjà dans l’étape «\u00a0{covered[state]}\u00a0»."
                builder.wrong(line, text, _told_by(stage, state))
        yield stage


def _told_by(stage, state):
    return "state" if state == stage.state else "other_states"


def _words(value):
    """The words of a list; what is no list is a mistake of its field already."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def dossier_states():
    """{state: its word} of dossiers, whose table is of a later topic."""
    tables = {model._meta.label: table for model, table in WORKFLOWS.items()}
    return tables["labelling.LabelDossier"].states


def _stage(builder, line, delays, **placed):
    """A stage's window is the deadline that it names, in months signed from its anchor."""
    stage = builder.row(Stage, line, **placed)
    if bool(stage.anchor) != bool(stage.deadline):
        builder.wrong(line, "« anchor » et « deadline » vont ensemble.", "anchor")
    if not stage.deadline:
        return stage
    rule = delays.get(stage.deadline)
    texts = [rule.delay, rule.delay_max or rule.delay] if rule else []
    if not texts or not all(isinstance(t, str) and t.endswith("m") for t in texts):
        builder.wrong(
            line, f"le délai {stage.deadline} doit exister et compter en mois.", "deadline"
        )
        return stage
    sign = -1 if rule.is_before else 1
    first, last = (sign * Delay.parse(text).count for text in texts)
    if first > last:
        builder.wrong(line, f"la fenêtre {stage.deadline} finit avant de commencer.", "deadline")
    stage.offset_min_months, stage.offset_max_months = first, last
    return stage


def _pieces(builder, block, known, rules):
    rows = []
    for kind, parent in _by_type(builder, block, "pieces"):
        stages = parent[kind]
        if not isinstance(stages, Block):
            builder.wrong(parent, f"« {kind} » doit donner une liste de pièces par étape.", kind)
            continue
        for stage in stages:
            if (kind, stage) not in known:
                builder.wrong(stages, f"le type {kind} n’a pas d’étape « {stage} ».", stage)
            lines = builder.blocks(stages, stage)
            builder.unique(lines, "la pièce")
            for line in lines:
                rank = 1 + sum(row.dossier_type == kind for row in rows)
                placed = {"dossier_type": kind, "stage": stage, "order": rank}
                rows.append(builder.row(RequiredPiece, line, rules=rules, **placed))
                _received(builder, line)
    return rows


def _received(builder, line):
    """A piece asks for nothing that the inspection of files refuses."""
    asked = line.get("extensions") if isinstance(line, Block) else ()
    for name in asked if isinstance(asked, list) else ():
        if name not in FORMATS:
            said = f"extensions\u00a0: le portail ne reçoit pas de fichier «\u00a0{name}\u00a0»."
            builder.wrong(line, said, "extensions")


def _framework_rows(builder, block, framework):
    lines = builder.blocks(block, "themes")
    builder.unique(lines, "le thème")
    criteria = [line for theme in lines for line in builder.blocks(theme, "criteria")]
    builder.unique(criteria, "le critère")
    rows = []
    for n, line in enumerate(lines, 1):
        theme = builder.row(Theme, line, framework=framework, order=n)
        rows.append(theme)
        for m, inner in enumerate(builder.blocks(line, "criteria"), 1):
            rows.append(builder.row(Criterion, inner, theme=theme, order=m))
    return rows
