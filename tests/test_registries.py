"""Registries of docs/architecture.md: in the code, with two users, or one and a reason."""

import ast
import re
from functools import cache
from pathlib import Path

from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parent.parent
APPS = ("portal", "labelling", "observatory", "community", "home")
SPELLED = re.compile(r"`((?:%s)[\w.]+)`" % "|".join(APPS))  # noqa: UP031 -- braces of a regular expression


def listed():
    """(names of the tables, names of the table of those that have one user)."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Registries")[2].partition("\n## ")[0]
    many, _, one = section.partition("With one user today")
    return [
        [name for row in part.splitlines() if row.startswith("| `") for name in _first_cell(row)]
        for part in (many, one)
    ]


def _first_cell(row):
    return SPELLED.findall(row.split("|")[1])


@cache
def modules():
    """[(name, tree)] of the code of the apps."""
    found = []
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                tree = ast.parse(path.read_text(encoding="utf-8"))
                found.append((name.removesuffix(".__init__"), tree))
    return found


@cache
def read_names():
    """{module: {what it reads of ours}}, by the module and the name from which it is imported."""
    return {name: set(_read(tree)) for name, tree in modules()}


def _read(tree):
    nodes = list(ast.walk(tree))
    doors = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(APPS)
        for alias in node.names
    }
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in doors:
                yield ".".join((*doors[node.value.id], node.attr))
        elif isinstance(node, ast.Name) and node.id in doors:
            yield ".".join(doors[node.id])


def users(registry):
    """The modules that read it, whatever the door by which they import it."""
    known, last = import_string(registry), registry.rpartition(".")[2]
    return {
        module
        for module, names in read_names().items()
        for name in names
        if name.endswith(f".{last}") and _is(name, known) and module != known.__module__
    }


@cache
def _found(name):
    try:
        return import_string(name)
    except ImportError:
        return None


def _is(name, known):
    return _found(name) is known


def test_each_registry_has_two_users_or_says_why_it_has_one():
    many, one = listed()
    counts = {name: len(users(name)) for name in (*many, *one)}

    assert {name: n for name, n in counts.items() if n < 1 or (n == 1) != (name in one)} == {}


def test_each_function_that_registers_is_listed():
    names = {name.rpartition(".")[2] for part in listed() for name in part}
    written = {
        f"{module}.{node.name}"
        for module, tree in modules()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("register_")
    }

    assert {name for name in written if name.rpartition(".")[2] not in names} == set()
