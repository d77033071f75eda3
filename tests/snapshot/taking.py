"""A snapshot of one world: every persona in a process and on a copy of the database of their own."""

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import ChainMap
from functools import partial
from itertools import chain
from pathlib import Path

from tests.snapshot.worlds import WORLDS, live_on, start

ROOT = Path(__file__).resolve().parents[2]
JOBS = int(os.environ.get("JOBS", "2"))


def take(name, folder, plan=None, who=None):
    """The snapshot of a world prepared in `folder`; of the pages of `plan`, or of those that links lead to.

    `who`: only these people.
    """
    world = WORLDS[name]
    clock = start(folder, world)
    from tests.snapshot import access, mails, visits  # noqa: PLC0415 -- Django is set up by `start`

    list(access.patterns())  # every view is imported once, before the children
    apart = Apart(folder)
    everybody = [visits.NOBODY, *apart.call(visits.people)]
    everybody = [person for person in everybody if not who or person in who]
    if plan is None:
        found = _discovered(apart, everybody, world, visits)
        plan = {who: list(seen) for who, (seen, _) in found.items()}
        tried = access.chosen(chain.from_iterable(plan.values()))
    else:
        plan, tried = plan["people"], plan["access"]
        found = apart.run(
            {who: partial(visits.revisit, who, plan.get(who, [])) for who in everybody}
        )
    left = mails.read(mails.files(folder / "mail"))
    left += apart.call(partial(live_on, folder, world, clock))
    return {
        "plan": {"people": plan, "access": tried},
        "only": who,
        "addresses": sorted({f"{route} ({name})" for route, name in access.patterns()}),
        "api": apart.call(visits.api),
        "mails": left,
        "people": {who: seen for who, (seen, _) in found.items()},
        "access": apart.run(_tries(found, tried, visits)) if tried else {},
        "texts": dict(ChainMap(*(texts for _, texts in found.values()))),
    }


def _tries(found, tried, visits):
    """Of the addresses that everybody tries, each those that they did not visit."""
    return {
        who: partial(visits.may_enter, who, [address for address in tried if address not in seen])
        for who, (seen, _) in found.items()
    }


def _discovered(apart, everybody, world, visits):
    """Nobody first: what a stranger reads is read once by each of the others."""
    from tests.snapshot.pages import route_of  # noqa: PLC0415 -- Django is set up by `start`

    found = apart.run({visits.NOBODY: partial(visits.discover, visits.NOBODY, world.each)})
    seen, _ = found[visits.NOBODY]
    public = {route_of(name) for name, facts in seen.items() if facts["status"] == 200}
    jobs = {
        who: partial(visits.discover, who, world.each, public)
        for who in everybody
        if who not in found
    }
    return found | apart.run(jobs)


class Apart:
    """Runs each job in a child that has a copy of the prepared database; no job sees what another did."""

    def __init__(self, folder):
        self.database = folder / "portail.sqlite3"

    def call(self, job):
        return self.run({"": job})[""]

    def run(self, jobs):
        """{name: what the job gave}, at most JOBS at once."""
        start = time.monotonic()
        found, running, waiting = {}, {}, list(jobs.items())
        with tempfile.TemporaryDirectory(dir=self.database.parent) as place:
            while waiting or running:
                while waiting and len(running) < JOBS:
                    name, job = waiting.pop(0)
                    part = Path(place) / str(len(waiting))
                    running[self._fork(job, part)] = name, part
                child, status = os.wait()
                name, part = running.pop(child)
                if status:
                    raise RuntimeError(f"{name}: the visit broke (see above)")
                found[name] = pickle.loads(part.read_bytes())
                sys.stderr.write(f"  {name or '…'} {time.monotonic() - start:.0f} s\n")
        return {name: found[name] for name in jobs}

    def _fork(self, job, part):
        if child := os.fork():
            return child
        try:
            self._own_database(part.with_suffix(".sqlite3"))
            part.write_bytes(pickle.dumps(job()))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        part.with_suffix(".sqlite3").unlink()
        os._exit(0)

    def _own_database(self, copy):
        from django.db import connections  # noqa: PLC0415 -- Django is set up by `take`

        shutil.copy(self.database, copy)
        connections["default"].settings_dict["NAME"] = str(copy)


def make(name, place, plan=None, who=None):
    """Prepare a world then take its snapshot, each in a fresh process; `place`/NAME is kept if prepared."""
    folder = place / name
    if not (folder / "prepared").exists():
        _python("prepare", name, folder)
    wanted, taken = folder / "plan.json", folder / "taken.json"
    wanted.write_text(json.dumps([plan, who]))
    _python("look", name, folder, wanted, taken)
    return json.loads(taken.read_text())


def _python(*arguments):
    # Sets are met in the same order on both sides; what a page shows in the order of a set is another fault.
    environment = os.environ | {"PYTHONHASHSEED": os.environ.get("PYTHONHASHSEED", "0")}
    command = [sys.executable, "-m", "tests.snapshot", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
