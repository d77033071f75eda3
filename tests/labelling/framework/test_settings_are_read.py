"""Settings of the rules (BR-09): each one is read by the code or by a page, besides its definition."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from labelling.committee.models import AgendaItem
from labelling.parties.accreditation.models import AuditType
from labelling.parties.framework import models
from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.deadlines import DeadlineRule, reminded
from labelling.parties.framework.drafts import parts
from labelling.parties.framework.drafts.forms import CHOICES
from labelling.parties.framework.files.parsing import FRACTIONS
from labelling.parties.framework.votes import QUESTIONS

ROOT = Path(__file__).resolve().parents[3]
APPS = ("portal", "labelling", "community", "observatory", "home")
FRAMEWORK = ROOT / "labelling" / "parties" / "framework"
DEFINED_IN = {
    FRAMEWORK / f"{name}.py" for name in ("models", "committee", "evaluation", "deadlines")
}
EDITED_IN = {FRAMEWORK / "drafts" / f"{name}.py" for name in ("parts", "forms", "pages")}
pytestmark = pytest.mark.django_db
RULES = models.LabelRulesVersion
KINDS = (
    RULES, models.CommitteeRulesVersion, models.EvaluationFrameworkVersion, models.Stage,
    models.RequiredPiece, models.DeadlineRule, models.Theme, models.Criterion,
)  # fmt: skip


@cache
def code():
    """{path: tree} of the apps; a desk only shows what it lists, a screen only edits."""
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    kept = [p for p in paths if "migrations" not in p.parts and p.name != "desk.py"]
    kept = [path for path in kept if path not in EDITED_IN]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in kept}


@cache
def said_in(tree):
    """(attributes read, keywords, texts), in one walk."""
    read, keywords, texts = set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            read |= {node.attr} if isinstance(node.ctx, ast.Load) else set()
        elif isinstance(node, ast.keyword):
            keywords |= {node.arg} - {None}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
    return read, keywords, texts


def texts_of(tree):
    return said_in(tree)[2]


def names_of(tree):
    """Attributes read, keywords, and columns named by a path (`dossier__rules__club_read_months`)."""
    read, keywords, texts = said_in(tree)
    paths = {text for text in texts if re.fullmatch(r"-?\w+", text)}
    return read.union(*(one.lstrip("-").split("__") for one in keywords | paths))


@cache
def names_read():
    """Names read outside of the definitions, then those that a property or a method so read reads itself."""
    read = set().union(*(names_of(tree) for path, tree in code().items() if path not in DEFINED_IN))
    own = {
        node.name: names_of(node)
        for path in DEFINED_IN
        for node in ast.walk(code()[path])
        if isinstance(node, ast.FunctionDef)
    }
    while more := set().union(*(own[name] for name in own if name in read)) - read:
        read |= more
    return read


@cache
def templates():
    pages = (ROOT / "templates").rglob("*.html")
    return "\n".join(path.read_text(encoding="utf-8") for path in pages)


def test_each_setting_of_the_rules_is_read_by_the_code_or_by_a_page():
    fields = [(kind.__name__, f.name) for kind in KINDS for f in kind._meta.concrete_fields]
    shown = set(re.findall(r"\.(\w+)", templates()))

    assert [one for one in fields if one[1] not in names_read() | shown] == []


def test_each_value_that_a_screen_edits_is_a_setting_that_is_read():
    """Fractions are kept as two numbers; what a screen edits and nothing reads would be a promise."""
    fields = {
        (part.model, column)
        for part in parts.ALL
        for name in part.names
        for column in ((f"{name}_num", f"{name}_den") if name in FRACTIONS else (name,))
    }
    shown = set(re.findall(r"\.(\w+)", templates()))
    known = {(kind, f.name) for kind in KINDS for f in kind._meta.concrete_fields}

    assert fields - known == set()
    assert [one for one in fields if one[1] not in names_read() | shown] == []


def test_each_number_of_the_reglement_is_read_by_the_code():
    """The page of the rules lists them all: that is no reading."""
    numbers = [f.name for f in RULES._meta.concrete_fields if f.model is RULES and f.editable]

    assert [name for name in numbers if name not in names_read()] == []


def test_each_delay_of_the_reglement_is_read_by_the_code_or_is_the_window_of_a_stage():
    texts = set().union(
        *(texts_of(tree) for path, tree in code().items() if path not in DEFINED_IN)
    )
    rules = current_rules()
    windows = {stage.deadline for stage in rules.plan}
    read_here = texts_of(
        next(n for n in ast.walk(code()[FRAMEWORK / "models.py"]) if _is_look_back(n))
    )

    assert [one for one in rules.deadlines if one not in texts | windows | read_here] == []


def test_each_reminder_of_the_reglement_is_sent_by_a_table():
    asked = {code for code, rule in current_rules().deadlines.items() if rule.reminders}

    assert sorted(asked - reminded()) == []


def test_a_reminder_that_no_table_sends_is_shown_to_nobody():
    assert [DeadlineRule(code=code, reminders=[3]).reminders_shown for code in ("D01", "D08M")] == [
        "",
        "J-3",
    ]


def _is_look_back(node):
    return isinstance(node, ast.FunctionDef) and node.name == "look_back_months"


def test_each_question_that_a_screen_of_the_rules_offers_is_put_to_a_vote():
    """BR-09: a majority that no point asks for would be a promise."""
    assert set(QUESTIONS) == set(AgendaItem.Kind.values)


def test_each_type_of_audit_that_a_form_ticks_is_that_of_a_stage():
    asked = {one for one in models.Stage.AuditType.values if one}
    offered = dict(CHOICES["audit_types"][1](models.RulesDraft()))

    assert set(dict(AuditType.offered())) == asked
    assert set(offered) == asked
