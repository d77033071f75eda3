"""A fresh database with the rules, the site and a scenario, made by one process.

`python -m tests.e2e.preparing FOLDER [SCENARIO]` in the environment of a portal whose data is this folder.
"""

import gc
import os
import sys
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command

UNTIL = "2026-11-24"
ADDRESSES = "addresses.json"  # the scenario's names and their addresses


def prepare(folder, scenario):
    # As `open_demo` does: looking at the code again at each collection is a tenth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    for command in ("build_database", "load_rules", "ensure_site"):
        call_command(command)
    said = load(folder, scenario) if scenario else "{}"
    (folder / ADDRESSES).write_text(said)


def load(folder, scenario):
    """The addresses of a scenario; what is no file is the demonstration, as of the day that the tests know."""
    from portal.search import index  # noqa: PLC0415 -- it needs the apps, and serving.py reads this module

    if not Path(scenario).exists():
        scenario = folder / "scenario.json"  # read ten times sooner than YAML
        call_command("make_scenario", output=scenario, until=UNTIL)
    said = StringIO()
    with index.paused():
        call_command("load_scenario", str(scenario), stdout=said)
    return said.getvalue()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    prepare(Path(sys.argv[1]), sys.argv[2] if sys.argv[2:] else None)
