"""Rules file of a stored version, as values of JSON: what `building.build` reads, written back."""

from copy import deepcopy

from labelling.parties.framework.files.parsing import FRACTIONS, KINDS, PLACED
from labelling.parties.framework.models import Criterion, DeadlineRule, RequiredPiece, Stage, Theme

COMPUTED = {"offset_min_months", "offset_max_months"}  # a stage's window is its delay's
HEAD = ("kind", "code", "title", "effective_from", "source_note")  # what each version says anew


def kind_of(version):
    """« rules », « committee », « framework »: the word of its file."""
    return next(word for word, model in KINDS.items() if isinstance(version, model))


def body_of(sheet):
    """The whole content of a version but its HEAD."""
    body = {key: one for key, one in _line(sheet.version).items() if key not in HEAD}
    return body | PARTS[kind_of(sheet.version)](sheet.rows)


def _rules(rows):
    plans, pieces = {}, {}
    for stage in _rows_of_model(Stage, rows):
        plans.setdefault(stage.dossier_type, []).append(_line(stage))
    for piece in _rows_of_model(RequiredPiece, rows):
        of_stage = pieces.setdefault(piece.dossier_type, {}).setdefault(piece.stage, [])
        of_stage.append(_line(piece))
    return {
        "deadlines": [_line(one) for one in _rows_of_model(DeadlineRule, rows)],
        "plans": plans,
        "pieces": pieces,
    }


def _framework(rows):
    lines = {}
    for criterion in _rows_of_model(Criterion, rows):
        lines.setdefault(criterion.theme.code, []).append(_line(criterion))
    return {
        "themes": [
            _line(theme) | {"criteria": lines.get(theme.code, [])}
            for theme in _rows_of_model(Theme, rows)
        ]
    }


PARTS = {"rules": _rules, "framework": _framework, "committee": lambda _rows: {}}


def _rows_of_model(model, rows):
    return [row for row in rows if type(row) is model]


def _line(row):
    """The keys of a row in its file; fractions as people write them."""
    fields = [f for f in row._meta.concrete_fields if f.editable and not f.is_relation]
    names = [f.name for f in fields if not f.primary_key and f.name not in PLACED | COMPUTED]
    line = {name: deepcopy(getattr(row, name)) for name in names}
    for key in FRACTIONS:
        if f"{key}_num" in line:
            line[key] = f"{line.pop(f'{key}_num')}/{line.pop(f'{key}_den')}"
    return line
