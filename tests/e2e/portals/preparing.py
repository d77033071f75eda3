"""A fresh database with the rules and the site, a scenario played in one, or what `migrate` alone leaves.

`python -m tests.e2e.portals.preparing FOLDER [SCENARIO]` in the environment of a portal whose data is this folder.
"""

import gc
import sys
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from tests import day

BARE = "bare"  # what `manage.py migrate` leaves
ADDRESSES = "addresses.json"  # the scenario's names and their addresses
SITE = "127.0.0.1", 8000  # of no portal that runs: each serves a copy of the same data


def build():
    from home.site.loading import ensure_site  # noqa: PLC0415 -- it needs the apps, and serving.py reads this module

    call_command("build_database")
    call_command("load_rules")
    ensure_site(*SITE)


def play(folder, scenario):
    """The addresses of a scenario; what is no file is the demonstration, as of the day of the suite."""
    from portal.search import index  # noqa: PLC0415 -- the same

    if not Path(scenario).exists():
        scenario = folder / "scenario.json"  # read ten times sooner than YAML
        call_command("make_scenario", output=scenario, until=str(day.instant().date()))
    said = StringIO()
    with index.paused():
        call_command("load_scenario", str(scenario), stdout=said)
    return said.getvalue()


def prepare(folder, scenario=None):
    # As `open_demo` does: looking at the code again at each collection is a tenth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    said = "{}"
    if scenario == BARE:
        # Each migration in its turn, twenty seconds: what is tried is the way of who has no shortcut.
        call_command("migrate", verbosity=0)
    elif scenario:
        said = play(folder, scenario)
    else:
        build()
    (folder / ADDRESSES).write_text(said)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), *sys.argv[2:])
