"""Registries of the house: what a package below reads and the modules above say, written into docs/registries.md.

`python -m scripts.registries` writes the page; a test compares it with the code.
"""

import ast
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "registries.md"
APPS = ("portal", "labelling", "observatory", "community", "home")
# Those that no `register_…` spells: a decorator bears the noun of what it makes, a table registers itself.
NOUNS = {
    "portal.cache.versions.watch",
    "portal.calendar.dates.dates",
    "portal.calendar.dates.provider",
    "portal.demonstration.registry.first",
    "portal.demonstration.registry.later",
    "portal.exports.tables.exported",
    "portal.mail_desk.receiver",
    "portal.notifications.notices.Notice",
    "portal.ops.worker.daily",
    "portal.ops.worker.each_turn",
    "portal.ops.worker.often",
    "portal.scenario.registry.act",
    "portal.search.registry.source",
    "portal.search.spelling.titles",
    "portal.web.worklist.source",
    "portal.workflow.engine.Workflow",
}
HEAD = """# Registries

Written by `python -m scripts.registries` from the code. A registry is what a package reads and the modules above say
when they are imported (`apps.py` imports those that do). A function that registers is `register_<noun>`, a decorator
bears the noun of what it makes, tables and notices register themselves. Where one module says it, it is because the
reader stands below and may not import that module.

| registry | what it is told | said in |
|---|---|---|
"""


def modules():
    """{dotted name: its tree} of the code of the apps."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                tree = ast.parse(path.read_text(encoding="utf-8"))
                found[name.removesuffix(".__init__")] = tree
    return found


def registries(trees):
    """{dotted name: first paragraph of its docstring}."""
    return {
        f"{module}.{node.name}": " ".join(
            (ast.get_docstring(node) or "").partition("\n\n")[0].split()
        )
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (node.name.startswith("register_") or f"{module}.{node.name}" in NOUNS)
    }


def users(trees):
    """{registry: the modules that say something to it}, by whatever door they import it."""
    known, found = registries(trees), defaultdict(set)
    doors = _doors(trees, known)
    for module, tree in trees.items():
        names = _names(module, tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call | ast.FunctionDef | ast.ClassDef):
                asked = [node.func] if isinstance(node, ast.Call) else node.decorator_list
                for one in asked:
                    registry = doors.get(_dotted(one, names))
                    if registry and registry.rpartition(".")[0] != module:
                        found[registry].add(module)
    return found


def _doors(trees, known):
    """{dotted name by which a module may import it: registry}, packages that export it again included."""
    doors = {name: name for name in known}
    for _ in range(3):  # through a package, then through another
        for module, tree in trees.items():
            for name, full in _names(module, tree).items():
                if full in doors:
                    doors.setdefault(f"{module}.{name}", doors[full])
    return doors


def _names(module, tree):
    """{name in the module: dotted name} of what it imports of ours, and of what it defines."""
    found = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(APPS)
        for alias in node.names
    }
    own = (node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return {name: f"{module}.{name}" for name in own} | found


def _dotted(node, names):
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def document():
    trees = modules()
    said = users(trees)
    rows = [
        f"| `{name}` | {told.replace('|', '&#124;')} | {_places(said[name])} |\n"
        for name, told in sorted(registries(trees).items())
    ]
    return HEAD + "".join(rows)


def _places(found):
    """`worklist.py` × 12 where many modules of a name say it; the module where one does."""
    if len(found) == 1:
        return f"`{next(iter(found))}`"
    names = Counter(one.rpartition(".")[2] for one in sorted(found)).most_common()
    told = [f"`{name}.py`" + (f" × {many}" if many > 1 else "") for name, many in names[:4]]
    return ", ".join([*told, "…"] if len(names) > 4 else told)


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
    sys.stdout.write("docs/registries.md est écrit.\n")
