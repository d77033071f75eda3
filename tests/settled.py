"""Long tests at the edges of the house, left to `make test-all` while what they prove has not changed since.

A room named here depends on few others, and its tests are long: documents to draw, search engines, the editor.
What the last whole run proved, all green, is proved again only once the room, its tests or what is common changed.
A change elsewhere that breaks them is seen by the next whole run. The tests of the known faults always stay.
"""

import os
import tomllib
from functools import cache

from tests.changed import ROOT, changed
from tests.faults.every import FAULTS
from tests.report import KEPT, git

ASKED = "SETTLED_ARE_SPARED"  # set by `make test`
SCREEN = (
    "static/",
    "templates/base.html",
    "templates/member.html",
    "templates/ui/",
    "tests/e2e/",
    "labelling/scenario/",
)
EDITOR = ("home/", "templates/home/", "templates/wagtailadmin/")
SETTLED = {  # tests: what they prove
    "tests/e2e/test_dircom.py": (*EDITOR, *SCREEN),
    "tests/e2e/test_observatory.py": ("observatory/", "templates/observatory/", *SCREEN),
    "tests/e2e/test_threads.py": ("community/", "templates/community/", *SCREEN),
    "tests/faults/test_plugin.py": ("tests/faults/",),
    "tests/home/blocks/": EDITOR,
    "tests/home/editing/": EDITOR,
    "tests/labelling/kit/": (
        "labelling/kit/",
        "labelling/brand/",
        "portal/documents/",
        "templates/labelling/kit/",
    ),
    "tests/labelling/stock/": (
        "labelling/stock/",
        "portal/core/",
        "portal/spreadsheets/",
        "templates/labelling/stock/",
    ),
    "tests/observatory/search/": ("observatory/search/", "portal/search/", "portal/core/"),
    "tests/observatory/search_page/test_fallback.py": ("observatory/search", "portal/search/"),
    "tests/portal/cache/test_redis.py": ("portal/cache/",),
    "tests/portal/documents/": ("portal/documents/", "portal/inspection/"),
    "tests/portal/inspection/test_cost.py": ("portal/inspection/", "portal/documents/"),
    "tests/portal/mail_desk/test_forecast.py": ("portal/mail_desk/", "portal/notifications/"),
    "tests/portal/schema/": ("portal/schema/", "portal/migrations/"),
    "tests/portal/search/test_relevance.py": ("portal/search/", "portal/calendar/", "home/search/"),
}
COMMON = (
    "requirements/",
    "portal/settings.py",
    "tests/conftest.py",
    "tests/factories.py",
    "tests/furniture.py",
    "tests/settings.py",
)
CONFIGURATION = "pyproject.toml"
# Read before any test, by `make check`: a contract of imports more changes nothing that a room proves.
OF_THE_CHECKS = ("coverage", "djangofmt", "importlinter", "ruff")
CATCHING = frozenset(fault.caught_by for fault in FAULTS)


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


def untouched(paths):
    """The places of SETTLED of which nothing is among these paths."""
    if any(path.startswith(COMMON) for path in paths):
        return ()
    return tuple(
        place
        for place, proved in SETTLED.items()
        if not any(path.startswith((place, *proved)) for path in paths)
    )


@cache
def spared():
    """The places that this run leaves out, if it was asked to: none when the last whole run is not known, or failed."""
    said = KEPT.read_text(encoding="utf-8") if KEPT.exists() else ""
    commit = said.partition(" ")[0]
    is_proved = ", 0 failed," in said and git("cat-file", "-t", commit) == "commit"
    if not os.environ.get(ASKED) or not is_proved or not is_configured_alike(commit):
        return ()
    return untouched([path.as_posix() for path in changed(commit, kinds="")])


def is_left_out(nodeid):
    """Whether a test is of a place that is spared, and catches no known fault."""
    places = spared()
    return bool(places) and nodeid.startswith(places) and nodeid not in CATCHING


def spare(config, items):
    """Leave them out of `items`; the count is told as deselected."""
    left = {item for item in items if is_left_out(item.nodeid)}
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def sentence():
    """What is left out, told at the end of the run; nothing when nothing is."""
    if not spared():
        return ""
    commit = KEPT.read_text(encoding="utf-8")[:8]
    return f"Laissés à make test-all, rien n’y ayant changé depuis {commit} : {', '.join(spared())}"
