"""Benchmark of a start and of a database: processor time beside that of a bare Wagtail of the same packages.

`make bench-start`: each command in a process of its own, on SQLite, the least of several runs counted.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS, BARE = "portal.settings", "benchmarks.bare_wagtail"
SETUP = ("-c", "import django; django.setup()")
# (what, its settings, the command, how many times)
MEASURED = (
    ("start", BARE, SETUP, 5),
    ("start", OURS, SETUP, 5),
    ("check", BARE, ("manage.py", "check"), 2),
    ("check", OURS, ("manage.py", "check"), 2),
    ("build_database", OURS, ("manage.py", "build_database"), 2),
    ("migrate", BARE, ("manage.py", "migrate", "-v", "0", "--skip-checks"), 1),
    ("migrate", OURS, ("manage.py", "migrate", "-v", "2", "--skip-checks"), 1),
)


APPLIED = re.compile(r"Applying (\S+?)\.\.\..* OK \((\d+\.\d+)s\)")
DEAREST = 5


def run(settings, command, folder):
    """(user and system time of one run, its children included; what it printed)."""
    env = os.environ | {
        "PORTAL_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": settings,
        "PORTAL_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/base.sqlite3",
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # the first run compiles, the least is counted
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = [sys.executable, *command]
    done = subprocess.run(process, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, done.stdout


def measure():
    """{(what, settings): (seconds, what was printed)} of the least run."""
    found = {}
    for what, settings, command, times in MEASURED:
        runs = []
        for _ in range(times):
            with tempfile.TemporaryDirectory() as folder:
                runs.append(run(settings, command, folder))
        found[what, settings] = min(runs)
    return found


def report(found):
    spent = {key: seconds for key, (seconds, _printed) in found.items()}
    beyond = spent["build_database", OURS] - spent["start", OURS]
    yield "Secondes de processeur, en un même essai\u00a0:"
    for what, limit in (("start", 1.3), ("check", None), ("migrate", 4)):
        ours, bare = spent[what, OURS], spent[what, BARE]
        aim = f" (au plus {limit})" if limit else ""
        yield f"  {what}\u00a0: {ours:.2f}, Wagtail nu {bare:.2f}, rapport {ours / bare:.2f}{aim}"
    yield f"  build_database\u00a0: {beyond:.2f} au-delà du démarrage (au plus 5)"
    yield "Les migrations les plus longues (secondes de l’horloge)\u00a0:"
    applied = [(float(took), name) for name, took in APPLIED.findall(found["migrate", OURS][1])]
    for took, name in sorted(applied, reverse=True)[:DEAREST]:
        yield f"  {name}\u00a0: {took:.2f}"


if __name__ == "__main__":
    print("\n".join(report(measure())))
