"""Real portals for the browser: gunicorn and the tasks' worker on a database of their own.

The browser's library keeps an event loop running, in which Django's connections are lost;
so these tests never touch Django: they start a portal and look at it from outside.

One portal runs at a time in a process of pytest, always at the same address and in the same folder: its processes
are forked from one that has loaded Django there (`forking`), and its data is put back for each module.
"""

import contextlib
import fcntl
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests import day
from tests.e2e.portals import forking
from tests.e2e.portals.preparing import ADDRESSES, BARE

IS_THOROUGH = "THOROUGH" in os.environ  # as make test-all says
ROOT = Path(__file__).resolve().parents[3]
LOGS = ROOT / "var" / "tests"
DEMONSTRATION = "labelling/scenario/demonstration.yaml"  # no file: it is written on the spot
OF_THE_MACHINE = (
    "+0"  # seconds from the machine’s clock: where Wagtail, which knows no other, publishes by it
)
CLOCK = "clock.txt"  # the instant of a portal that rehearses, read at each call
GUNICORN = (
    *("portal.wsgi", "--no-control-socket"),
    *("--worker-class", "gthread", "--threads", "8", "--keep-alive", "30"),
)
STRANGERS = (
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "PORTAL_CLOCK",
    "PRIVATE_ROOT",
    "MEDIA_ROOT",
    "MAIL_URL",
)


def environment(var, **more):
    """The demonstration's own, whatever the tests' settings left in ours."""
    kept = {name: value for name, value in os.environ.items() if name not in STRANGERS}
    return (
        kept
        | {
            "PORTAL_PROFILE": "demonstration",
            "PORTAL_VAR": str(var),
            "STATIC_ROOT": str(ROOT / "var" / "static"),
            "PYTHONUNBUFFERED": "1",
        }
        | more
    )


def collect_static():
    script = ". scripts/environment.sh; . scripts/static.sh; collect_static"
    with alone(ROOT / "var" / "static"):
        subprocess.run(["bash", "-c", script], cwd=ROOT, check=True)


@contextlib.contextmanager
def alone(place):
    """Two runs that need the same data: one makes it, the other waits."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.with_name(f"{place.name}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def free_port():
    with contextlib.closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Portal:
    """One running portal: `url`, its data in `var`, `addresses["dossier"]` by the scenario's names."""

    def __init__(self, var, url, starts_at=None, has_worker=True):
        self.var, self.url = var, url
        self.clock = OF_THE_MACHINE if starts_at == day.MACHINE else ""
        if starts_at and not self.clock:
            self.clock = var / CLOCK
            self.at(starts_at)
        self.addresses = json.loads((var / ADDRESSES).read_text())
        self.log = LOGS / f"server-{url.rpartition(':')[2]}.log"
        bind = url.removeprefix("http://").replace("localhost", "127.0.0.1")
        self.web = ("-m", "gunicorn", *GUNICORN, "--bind", bind)
        self.processes = [self._start(*self.web)]
        if has_worker:
            self.processes.append(self._start("manage.py", "run_worker"))
        self._wait()

    def at(self, instant):
        """From now on it is `instant` (« 2026-03-12 10:00 », Paris) for this portal and its worker."""
        fresh = self.clock.with_suffix(".next")
        fresh.write_text(instant)
        fresh.replace(self.clock)

    def restart(self, meanwhile):
        """The web server ends, `meanwhile()` meets nobody, then it starts again."""
        self.processes[0].terminate()
        self.processes[0].join(timeout=30)
        meanwhile()
        self.processes[0] = self._start(*self.web)
        self._wait()

    def _start(self, *command):
        return forking.start(command, self.log, str(self.clock))

    def _wait(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.processes[0].is_alive():
            try:
                urllib.request.urlopen(self.url, timeout=5)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise RuntimeError(f"Le portail ne démarre pas : {self.said()}")

    def said(self):
        return forking.said(self.log)

    def manage(self, *arguments):
        """A command of manage.py on this portal's data, while it runs."""
        forking.run(("manage.py", *arguments), self.log, str(self.clock))

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.join(timeout=30)
            process.close()  # ValueError if it still runs


class Portals:
    """Each scenario is played once, for all the processes of a run; every portal starts from a copy of its data."""

    def __init__(self, folder, played):
        self.var, self.played = folder / "portal", played
        self.url = f"http://localhost:{free_port()}"  # passkeys accept localhost, not 127.0.0.1
        LOGS.mkdir(parents=True, exist_ok=True)
        forking.load(environment(self.var, PORTAL_ADDRESS=self.url))

    def start(self, scenario=None, starts_at=None, has_worker=True):
        self._put(self._data(scenario))
        return Portal(self.var, self.url, starts_at, has_worker)

    def _data(self, scenario=None):
        """The folder where it is kept, which the first to ask makes: an empty portal, or what is played in it."""
        name = Path(scenario).stem if scenario else "nothing"
        kept = self.played / f"played-{name}"
        with alone(kept):
            if not kept.exists():
                self._put(self._data() if scenario not in (None, BARE) else None)
                played = ("-m", "tests.e2e.portals.preparing", self.var, *filter(None, [scenario]))
                forking.run(played, LOGS / f"played-{name}.log")
                part = kept.with_suffix(".part")
                shutil.rmtree(part, ignore_errors=True)
                shutil.copytree(self.var, part)
                part.rename(kept)
        return kept

    def _put(self, data):
        """In the folder of the portal that is to start, a copy of this data or nothing."""
        shutil.rmtree(self.var, ignore_errors=True)
        shutil.copytree(data, self.var) if data else self.var.mkdir()
