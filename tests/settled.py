"""Tests that are left out of `make test` while nothing that they prove has changed since they last passed.

A place is the tests of a topic, or a journey in the browser. `docs/proved.txt` tells at which commit each last passed,
all its tests in one run; it passes again once its topic, a topic that this one imports, the kernel or what is common
has changed, or a hundred commits later. The laws (`tests/access`, the text, every page in the browser) and the tests
of the known faults are never left out. What breaks a place from afar is seen within those hundred commits.
"""

import os
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

from tests.changed import APPS, changed
from tests.faults.every import FAULTS
from tests.report import KEPT, OLD, ROOT, git, outcome, read

PROVED = ROOT / "docs" / "proved.txt"
PARTS = {"sqlite", "postgres", "browser"}  # of a run: their reports
OF_RUNS = tuple(one.relative_to(ROOT).as_posix() for one in (PROVED, KEPT))  # what a run writes
ASKED = "SETTLED_ARE_SPARED"  # set by `make test`
KERNEL = (  # whatever stands on it is proved again when it changes
    "portal/access/",
    "portal/core/",
    "portal/notifications/",
    "portal/schema/",
    "portal/templatetags/",
    "portal/ui/",
    "portal/web/",
    "portal/workflow/",
    "templates/base.html",
    "templates/member.html",
    "templates/ui/",
)
COMMON = (
    "requirements/",
    "portal/settings.py",
    "tests/conftest.py",
    "tests/factories.py",
    "tests/furniture.py",
    "tests/settings.py",
)
EVERYTHING = (*(f"{app}/" for app in APPS), "static/", "templates/", "tests/e2e/")
JOURNEYS = (
    "test_accounts",
    "test_autosave",
    "test_dircom",
    "test_drafts",
    "test_full_directory",
    "test_journey",
    "test_observatory",
    "test_rules",
    "test_scheme",
    "test_threads",
    "test_tracking",
)
MORE = {  # what the tests of a topic prove besides, which they do not import
    "tests/home/editing/": ("home/", "templates/home/", "templates/wagtailadmin/"),
    "tests/home/blocks/": ("home/", "templates/home/"),
    "tests/portal/search/": ("portal/calendar/", "home/search/"),
    "tests/portal/schema/": ("portal/migrations/", *(f"{app}/migrations/" for app in APPS)),
    "tests/portal/ui/": ("static/",),
}
CONFIGURATION = "pyproject.toml"
# Read before any test, by `make check`: a contract of imports more changes nothing that a topic proves.
OF_THE_CHECKS = ("coverage", "djangofmt", "importlinter", "ruff")
CATCHING = frozenset(fault.caught_by for fault in FAULTS)
IMPORT = re.compile(
    rf"^\s*(?:from|import) ((?:{'|'.join(APPS)}|tests)(?:\.\w+)*)(?: import \(?([\w, ]*))?", re.M
)


@cache
def places():
    """{tests of a place: the beginnings of the paths that they prove}."""
    journeys = {f"tests/e2e/{name}.py": EVERYTHING for name in JOURNEYS}
    topics = (
        f"{one.relative_to(ROOT).as_posix()}/"
        for app in APPS
        for one in (ROOT / "tests" / app).iterdir()
        if any(one.glob("test_*.py"))
    )
    return journeys | {name: (name, *KERNEL, *topic(name)) for name in sorted(topics)}


def topic(place):
    """The topic of these tests, its templates, the topics that both import, and what they prove besides."""
    name = place.removeprefix("tests/")
    sources = (*(ROOT / place).glob("*.py"), *(ROOT / name).glob("**/*.py"))
    found = {path for one in sources for path in imported(one.read_text("utf-8"))}
    return name, f"templates/{name}", *sorted(found), *MORE.get(place, ())


def imported(source):
    """The beginnings of the paths of what a module of the house imports: a topic, or a module of the tests."""
    for module, names in IMPORT.findall(source):
        app, *inside = module.split(".")
        if inside:
            yield "/".join((app, *inside) if app == "tests" else (app, inside[0]))
        elif app != "tests":
            yield from (f"{app}/{name.split()[0]}" for name in names.split(",") if name.strip())


def what_tests_read(configuration):
    """This text of the configuration file without what the checks alone read."""
    said = tomllib.loads(configuration)
    return said | {
        "tool": {name: of for name, of in said["tool"].items() if name not in OF_THE_CHECKS}
    }


def is_configured_alike(commit):
    """Whether the tests have read the same configuration since this commit."""
    before = git("show", f"{commit}:{CONFIGURATION}")
    now = (ROOT / CONFIGURATION).read_text(encoding="utf-8")
    return what_tests_read(before) == what_tests_read(now)


def untouched(paths, among):
    """Of these places, those of which nothing is among these paths."""
    if any(path.startswith(COMMON) for path in paths):
        return ()
    return tuple(
        name
        for name in among
        if name in places() and not any(path.startswith(places()[name]) for path in paths)
    )


def proved():
    """{commit: the places that passed there}, as docs/proved.txt tells."""
    said = PROVED.read_text(encoding="utf-8").split() if PROVED.exists() else []
    found = {}
    for place, commit in zip(said[::2], said[1::2], strict=True):
        found.setdefault(commit, []).append(place)
    return found


def is_recent(commit):
    since = git("rev-list", "--count", f"{commit}..HEAD")
    return bool(since) and int(since) <= OLD


@cache
def spared():
    """The places that this run leaves out, if it was asked to."""
    if not os.environ.get(ASKED):
        return ()
    return tuple(
        sorted(
            place
            for commit, passed in proved().items()
            if is_recent(commit) and is_configured_alike(commit)
            for place in untouched([one.as_posix() for one in changed(commit, kinds="")], passed)
        )
    )


def is_left_out(nodeid):
    """Whether a test is of a place that is spared, and catches no known fault."""
    left = spared()
    return bool(left) and nodeid.startswith(left) and nodeid not in CATCHING


def spare(config, items):
    """Leave them out of `items`; the count is told as deselected."""
    left = {item for item in items if is_left_out(item.nodeid)}
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def sentence():
    """What is left out, told at the end of the run; nothing when nothing is."""
    if not spared():
        return ""
    return (
        f"Laissés, rien n’y ayant changé depuis qu’ils ont réussi (docs/proved.txt) : {', '.join(spared())}. "
        "make test WHOLE=1 les rejoue."
    )


def passed_in(reports):
    """The places none of whose tests failed in these reports; none when a failure has no test of ours to its name."""
    failed = {
        f"{case.get('classname', '').replace('.', '/')}.py"
        for cases in read(Path(reports)).values()
        for case in cases
        if outcome(case) == "failed"
    }
    if any(not (ROOT / name).is_file() for name in failed):
        return []
    return [place for place in places() if not any(name.startswith(place) for name in failed)]


def keep(reports, parts=""):
    """Write in docs/proved.txt that a place passed at this commit, or where it passed if it was left out.

    Only of a run whose every part took place, on files that are all committed. `parts` failed: a part that failed
    without a test that failed has proved nothing.
    """
    found, written = read(Path(reports)), git("status", "--porcelain").splitlines()
    here = git("rev-parse", "HEAD")
    is_told = any(outcome(case) == "failed" for cases in found.values() for case in cases)
    is_whole = found.keys() == PARTS and (is_told or not parts)
    if not here or not is_whole or any(not line.endswith(OF_RUNS) for line in written):
        return
    former = {place: commit for commit, passed in proved().items() for place in passed}
    left = spared()
    lines = [f"{one} {former[one] if one in left else here}" for one in passed_in(reports)]
    PROVED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    keep(*sys.argv[1:])
