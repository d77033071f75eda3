"""Selection of the tests of what has changed: `python -m tests.changed [COMMIT]`, with the text laws.

A file's tests stand in the folder that mirrors its own. Where none does, they are those that bear its name in
the tests of its app, else those that import it. The laws of the access and the browser are left to `make test`.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
APPS = ("portal", "labelling", "observatory", "community", "home")
TEXT_LAWS = ("test_conventions.py", "test_typography.py", "test_machines.py")
LEFT_TO_ALL = (TESTS / "access", TESTS / "e2e")


def changed(commit, kinds="d"):
    """The paths that differ from this commit, those that git does not know yet included, deleted ones not.

    `kinds`: what git calls the filter of its differences; empty for all.
    """
    differ = ["git", "diff", "--name-only", f"--diff-filter={kinds}", commit]
    unknown = ["git", "ls-files", "--others", "--exclude-standard"]
    said = [subprocess.check_output(command, cwd=ROOT, text=True) for command in (differ, unknown)]
    return sorted({Path(line) for text in said for line in text.splitlines()})


def tests_of(path):
    """The files and folders of tests that prove this one."""
    if path.parts[0] == "tests":
        own = ROOT / path
        return {own} if own.name.startswith("test_") else set(own.parent.glob("test_*.py"))
    if path.parts[0] == "templates":
        parts = path.parts[1:] if path.parts[1] in APPS else ("portal", *path.parts[1:])
    else:
        parts = path.parts
    if parts[0] == "static":
        return {TESTS / "portal" / "ui" / "test_static_assembly.py"}
    if parts[0] not in APPS:
        return set()
    if topic := folder_of(*parts[:-1]):
        return {topic}
    folder = TESTS / parts[0]
    names = (path.stem, *parts[1:-1])  # labelling/public.py: test_public.py
    named = {one for name in names for one in folder.glob(f"test_{name}*.py")}
    return named or {one for one in TESTS.rglob("test_*.py") if imports(one, path)}


def folder_of(app, *within):
    """The deepest folder of tests that mirrors this one, a group of topics left out; None where a topic has none."""
    for end in range(len(within), 0, -1):
        for names in (within[:end], within[1:end]):
            if names and TESTS.joinpath(app, *names).is_dir():
                return TESTS.joinpath(app, *names)
    return None


def imports(test, path):
    """Whether this test imports that module by its name."""
    package, name = ".".join(path.parts[:-1]), path.stem
    if name == "__init__":
        package, name = ".".join(path.parts[:-2]), path.parts[-2]
    found = rf"\b{package}\.{name}\b|from {package} import (?:\([^)]*|[^(\n]*)\b{name}\b"
    return re.search(found, test.read_text("utf-8")) is not None


def selection(paths):
    """What pytest is given: no file whose folder is there too, and the text laws."""
    found = {test for path in paths for test in tests_of(path)}
    found = {one for one in found if not set(LEFT_TO_ALL) & {one, *one.parents}}
    kept = {one for one in found if not found & set(one.parents)}
    return [str(one.relative_to(ROOT)) for one in sorted(kept | {TESTS / law for law in TEXT_LAWS})]


def options(chosen):
    """A worker a core for a whole topic; a few files are over before the workers have begun."""
    is_whole = any((ROOT / one).is_dir() for one in chosen)
    return ["-q", *(("-n", "auto", "--maxprocesses", "4") if is_whole else ())]


if __name__ == "__main__":
    chosen = selection(changed(sys.argv[1] if sys.argv[1:] else "HEAD"))
    sys.exit(pytest.main([*options(chosen), *chosen]))
