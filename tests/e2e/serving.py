"""Real portals for the browser: gunicorn and the tasks' worker on a database of their own.

The browser's library keeps an event loop running, in which Django's connections are lost;
so these tests never touch Django: they start a portal and look at it from outside.
"""

import contextlib
import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.e2e.preparing import ADDRESSES

IS_THOROUGH = "THOROUGH" in os.environ  # as make test-all says
ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "var" / "tests"
DEMONSTRATION = "labelling/scenario/demonstration.yaml"  # no file: it is written on the spot
CLOCK = "clock.txt"  # the instant of a portal that rehearses, read at each call
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


def run(var, *command, **more):
    """Run one Python command on the data kept in `var`; its output when it succeeds."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env=environment(var, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} : {done.stdout}{done.stderr}")
    return done.stdout


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

    def __init__(self, var, starts_at=None, has_worker=True):
        self.var = var
        self.clock = var / CLOCK
        self.rehearsal = {"PORTAL_CLOCK": str(self.clock)} if starts_at else {}
        if starts_at:
            self.at(starts_at)
        self.addresses = json.loads((var / ADDRESSES).read_text())
        self.url = f"http://localhost:{free_port()}"  # passkeys accept localhost, not 127.0.0.1
        LOGS.mkdir(parents=True, exist_ok=True)
        self.log = LOGS / f"server-{self.url.rpartition(':')[2]}.log"
        bind = self.url.removeprefix("http://").replace("localhost", "127.0.0.1")
        gunicorn = [
            "-m",
            "gunicorn",
            "portal.wsgi",
            "--no-control-socket",
            "--worker-class",
            "gthread",
            "--threads",
            "8",
            "--keep-alive",
            "30",
            "--bind",
            bind,
        ]
        self.processes = [self._start(*gunicorn)]
        if has_worker:
            self.processes.append(self._start("manage.py", "run_worker"))
        self._wait()

    def at(self, instant):
        """From now on it is `instant` (« 2026-03-12 10:00 », Paris) for this portal and its worker."""
        fresh = self.clock.with_suffix(".next")
        fresh.write_text(instant)
        fresh.replace(self.clock)

    def _start(self, *command):
        env = environment(self.var, PORTAL_ADDRESS=self.url, **self.rehearsal)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=env, stdout=log, stderr=log
            )

    def _wait(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.processes[0].poll() is None:
            try:
                urllib.request.urlopen(self.url, timeout=5)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.2)
            else:
                return
        self.stop()
        raise RuntimeError(f"Le portail ne démarre pas : {self.said()}")

    def said(self, characters=4000):
        return self.log.read_text(errors="replace")[-characters:]

    def manage(self, *arguments):
        """A command of manage.py on this portal's data, while it runs."""
        return run(self.var, "manage.py", *arguments, **self.rehearsal)

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=30)


class Portals:
    """Each scenario is played once, for all the processes of a run; every portal starts from a copy of its data."""

    def __init__(self, folder, played):
        self.folder, self.played = folder, played
        self.started = 0

    def start(self, scenario=None, starts_at=None, has_worker=True):
        original = self.played / f"played-{Path(scenario).stem if scenario else 'nothing'}"
        with alone(original):
            if not original.exists():
                part = original.with_suffix(".part")
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                run(part, "-m", "tests.e2e.preparing", part, *filter(None, [scenario]))
                part.rename(original)
        self.started += 1
        copy = self.folder / f"portal-{self.started}"
        shutil.copytree(original, copy)
        return Portal(copy, starts_at, has_worker)
