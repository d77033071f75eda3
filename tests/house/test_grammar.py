"""French grammar of the names that sentences hold: « d’Armoril », « de l’Office », « qu’une personne », « 1 critère ».

One place knows it (`portal.ui.words`): no template and no sentence writes « de », « à » or « que » before a name, nor a
number before a plural, by itself.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "labelling", "observatory", "community", "home")
NAMES = set(
    "organism organism_name who auditor author user person mentor mentee sender recipient name because by space "
    "landlord removed_by invited_by actor_name".split()
)
BEFORE = re.compile(r"(?:^|[\s(«\u00a0’])(?:[Dd]e|[Àà]|[Qq]ue)[\s\u00a0]+$")
SHOWN = re.compile(r"[\s>(«’](?:[Dd]e|[Àà]|[Qq]ue)\s+\{\{ *([\w.]+) *\}\}")
PLURAL = re.compile(r"^[\s\u00a0][^\W\d_]+s\b")
APART = {
    "portal/accounts/passwords.py": "an empty password is refused before it is counted",
    "portal/scenario/parsing.py": "a key of a file of acts",
    "portal/workflow/diagram.py": "a table has several states and several steps",
    "labelling/path/assessment/actions.py": "one criterion has its own sentence beside",
    "labelling/path/audits/actions.py": "one criterion has its own sentence beside",
    "labelling/demonstration_parts.py": "told to who prepares the demonstration",
    "labelling/path/plan/edits.py": "one action has its own sentence beside",
}


def templates():
    for path in sorted((ROOT / "templates").rglob("*.*")):
        for found in SHOWN.finditer(path.read_text(encoding="utf-8")):
            if found[1].rpartition(".")[2] in NAMES:
                yield f"{path.relative_to(ROOT)}: {found[0].strip()}"


def sentences():
    """(file, its f-strings) of what the apps say; management commands speak to who runs them."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if {"migrations", "management"} & set(path.parts):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            rows = [node.values for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
            yield str(path.relative_to(ROOT)), rows


def around(values):
    """(text before, expression, text after) of each value of an f-string."""
    texts = ["", *(v.value if isinstance(v, ast.Constant) else "" for v in values), ""]
    for place, value in enumerate(values, 1):
        if isinstance(value, ast.FormattedValue) and value.format_spec is None:
            yield texts[place - 1], value.value, texts[place + 1]


def last_name(expression):
    return getattr(expression, "attr", getattr(expression, "id", ""))


def is_count(expression):
    return isinstance(expression, ast.Call) and last_name(expression.func) == "len"


def faults():
    for path, rows in sentences():
        for values in rows:
            for before, expression, after in around(values):
                said = f"{path}: {before[-4:].strip()} {{{ast.unparse(expression)}}}{after[:20]}"
                if BEFORE.search(before) and last_name(expression) in NAMES:
                    yield said
                if is_count(expression) and PLURAL.match(after):
                    yield said


def test_no_template_writes_de_before_a_name():
    assert list(templates()) == []


def test_no_sentence_writes_de_before_a_name_nor_a_number_before_a_plural():
    found = list(faults())

    assert [one for one in found if one.split(":")[0] not in APART] == []
    assert set(APART) == {one.split(":")[0] for one in found} & set(
        APART
    )  # none is kept for nothing


def spoken(word):
    """(file, text) of each template, and of each text that the apps say, in a file that holds this word."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if {"migrations", "management"} & set(path.parts):
                continue
            source = path.read_text(encoding="utf-8")
            if word not in source.lower():  # to parse them all takes seconds
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield str(path.relative_to(ROOT)), node.value


def test_what_time_alone_does_is_done_by_the_portal_not_by_a_clock():
    assert [
        f"{path}: {text[:80]}" for path, text in spoken("horloge") if "l’horloge" in text.lower()
    ] == []
