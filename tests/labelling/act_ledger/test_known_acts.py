"""Laws of the known acts: each transition and each act that the code writes in the journal has its words."""

import ast
import re

from django.apps import apps

from labelling.steering.act_ledger.acts import ANY, Way, known_acts, side_acts, unwritten
from portal.workflow import WORKFLOWS
from scripts.registries import modules

ACT = re.compile(r"[a-z_]+(?:\.[a-z]+)?")
# Functions that take the name of an act among their arguments, without saying that it is one.
WRITERS = {"tell", "_tell", "write_entry", "writing", "_changing", "_change"}
OTHERS = (
    "labelling.path.stock",
    "labelling.steering.history_import.reader",
)  # where `tell` is of a cell of a file
PARTS = {
    "texts",
    "pieces",
    "complements",
    "engagement",
    "tenants",
    "waiver",
    "note",
}  # of a dossier, told beside it


def written():
    """The names of acts that stand in the code, by what writes the journal."""
    found = set()
    for name, tree in modules().items():
        if name.endswith((".scenario", ".pages", ".figures")):
            continue
        writers = () if name.startswith(OTHERS) else WRITERS
        for node in ast.walk(tree):
            found.update(_names(node, writers))
    return {one for one in found if ACT.fullmatch(one)} - PARTS


def _names(node, writers):
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called not in ("filter", "exclude"):
            yield from (_text(one.value) for one in node.keywords if one.arg == "act")
        if called in writers:
            yield from map(_text, node.args)
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from (_text(value) for key, value in pairs if key and _text(key) == "act")


def _text(node):
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else ""


def test_each_transition_of_every_table_has_its_line():
    steps = {
        (model._meta.label_lower, name): step.label
        for model, table in WORKFLOWS.items()
        for name, step in table.transitions.items()
    }
    known = known_acts()

    assert {key: known[key].name for key in steps} == steps


def test_each_act_that_the_code_writes_has_its_words():
    told = {act for _kind, act in known_acts()} | {one.act for one in side_acts()}

    assert sorted(written() - told) == []


def test_no_side_act_is_told_of_a_kind_that_is_not_there_or_in_the_place_of_a_step():
    kinds = {model._meta.label_lower for model in apps.get_models()} | {ANY}
    steps = {
        (model._meta.label_lower, name)
        for model, table in WORKFLOWS.items()
        for name in table.transitions
    }

    assert sorted({one.kind for one in side_acts()} - kinds) == []
    assert [one.key for one in side_acts() if one.key in steps] == []


def test_how_an_act_is_done_is_read_in_its_table():
    known = known_acts()

    assert known["labelling.label", "expire"].way == Way.TIMED
    assert known["labelling.labeldossier", "close_audit"].way == Way.FOLLOWS
    assert known["labelling.labeldossier", "register"].way == Way.PERSON
    assert known["labelling.relance", "confirm"].way == Way.SEVERAL
    assert known["labelling.relance", "leave"].way == Way.FOLLOWS
    helps = known["labelling.labeldossier", "submit"].helps
    assert "conditions vérifiées" in helps
    assert "courriel «\u00a0Votre dossier est déposé\u00a0»" in helps


def test_an_act_that_the_journal_alone_bears_keeps_its_code_and_says_so():
    told = unwritten("labelling.label", "unheard_of")

    assert (told.name, told.noun, told.is_told) == ("unheard_of", "label", False)
    assert unwritten("labelling.label", "erase").is_told
