"""Types at the doors: each function that a package gives to the others says what it takes and gives."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "labelling", "observatory", "community", "home")


def doors():
    """The modules that `ty` checks."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for one in told["tool"]["ty"]["src"]["include"]:
        place = ROOT / one
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def asked_from_outside():
    """{module: names that another package imports from it}, by its own door or by that of its package."""
    found = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            package = dotted(path).rpartition(".")[0]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    inside = package.startswith(node.module.rpartition(".")[0] or node.module)
                    if not inside:
                        names = {alias.name for alias in node.names}
                        found.setdefault(node.module, set()).update(names)
    return found


def untyped(tree, wanted):
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in wanted:
            given = node.args
            some = (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
            if node.returns is None or any(one and one.annotation is None for one in some):
                yield node.name


def test_each_function_of_a_door_says_what_it_takes_and_gives():
    asked = asked_from_outside()
    found = [
        f"{dotted(path)}.{name}"
        for path in doors()
        for name in untyped(
            ast.parse(path.read_text(encoding="utf-8")),
            asked.get(dotted(path), set()) | asked.get(dotted(path).rpartition(".")[0], set()),
        )
    ]

    assert found == []


def test_control_a_function_without_a_type_is_found():
    tree = ast.parse("def told(one, two: int) -> str: ...\ndef said(one: int) -> str: ...\n")

    assert list(untyped(tree, {"told", "said"})) == ["told"]
