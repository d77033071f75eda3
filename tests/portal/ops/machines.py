"""Two machines of one portal: web processes and workers that share PostgreSQL, Redis and two folders, no PORTAL_VAR."""

import contextlib
import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests import postgres
from tests.portal.cache import redis_server
from tests.portal.cache.redis_server import Server

ROOT = Path(__file__).resolve().parents[3]
GUNICORN = (
    *("-m", "gunicorn", "portal.wsgi", "--no-control-socket"),
    *("--worker-class", "gthread", "--threads", "4", "--keep-alive", "5"),
)
PATIENCE = 90  # seconds for a process to start, on a machine that is shared


class Machine:
    """One web process and, when asked, one worker, with a folder of their own."""

    def __init__(self, site, name):
        self.site, self.name, self.processes = site, name, []
        self.var = site.folder / name
        self.var.mkdir()
        self.port = Server(self.var).port
        self.env = site.env | {"PORTAL_VAR": str(self.var)}

    def start(self, *command):
        with (self.var / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.env, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process

    def serve(self):
        self.start(*GUNICORN, "--bind", f"127.0.0.1:{self.port}")
        until(lambda: Browser(self).get("/sante/").status == 200)

    def work(self):
        return self.start("manage.py", "run_worker", "--skip-checks")

    def said(self):
        return (self.var / "log").read_text()

    def stop(self):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait(timeout=90)


class Answer:
    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.text = response.read().decode("utf-8", "replace")


class Browser:
    """One person's: its cookies go to whichever machine it is told to ask."""

    def __init__(self, machine, session=""):
        self.machine = machine
        self.cookies = {"csrftoken": secrets.token_hex(16)} | (
            {"sessionid": session} if session else {}
        )

    def on(self, machine):
        self.machine = machine
        return self

    def get(self, path):
        return self._ask("GET", path, None, {})

    def post(self, path, fields=None, headers=()):
        fields = {"csrfmiddlewaretoken": self.cookies["csrftoken"], **(fields or {})}
        body = encode_multipart(BOUNDARY, fields)
        return self._ask("POST", path, body, {"Content-Type": MULTIPART_CONTENT, **dict(headers)})

    def _ask(self, method, path, body, headers):
        """OSError when nobody answers, or not in half a minute."""
        door = http.client.HTTPConnection("127.0.0.1", self.machine.port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with contextlib.closing(door):
            door.request(method, path, body, {"Cookie": cookies, **headers})
            response = door.getresponse()
            for one in response.headers.get_all("Set-Cookie") or ():
                name, value = re.match(r"([^=]+)=([^;]*)", one).groups()
                self.cookies[name] = value.strip('"') if name != "messages" else value
            return Answer(response)


class Site:
    """The services, the folders that are shared, the machines."""

    def __init__(self, folder, database, redis, more):
        self.folder, self.database, self.redis = folder, database, redis
        shared = {
            name: str(folder / name.lower())
            for name in ("PRIVATE_ROOT", "MEDIA_ROOT", "STATIC_ROOT")
        }
        Path(shared["STATIC_ROOT"]).mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self.env = kept | shared | {
            "PORTAL_PROFILE": "test",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PORTAL_VAR": str(folder),
            "DATABASE_URL": database,
            "REDIS_URL": redis.address,
            "PYTHONUNBUFFERED": "1",
        } | more  # fmt: skip
        self.machines = []

    def run(self, part, **more):
        """`tests.portal.ops.machine_parts.<part>()`, in a process of its own; what it gives."""
        code = f"import django; django.setup(); from tests.portal.ops import machine_parts as m; m.told(m.{part})"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=self.env | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])

    def add(self, name):
        self.machines.append(Machine(self, name))
        return self.machines[-1]

    def stop(self):
        for machine in self.machines:
            machine.stop()


@contextlib.contextmanager
def opened(folder, database, **more):
    """The site on this database, built; Redis in it; `more` of its settings."""
    redis = Server(folder, "--save", "", "--appendonly", "no")
    redis.start()
    site = Site(folder, database, redis, more)
    try:
        build = [sys.executable, "manage.py", "build_database"]
        subprocess.run(build, cwd=ROOT, env=site.env, check=True, capture_output=True)
        yield site
    finally:
        site.stop()
        redis.stop()


def services_wanted():
    """Redis and PostgreSQL are there; else the test is left out, or fails where everything is to be tried."""
    redis_server.wanted()
    try:
        postgres.binaries()
    except postgres.Missing as reason:
        redis_server.missing(str(reason))


@contextlib.contextmanager
def on_postgres(folder, **more):
    services_wanted()
    with postgres.server() as (url, _process), opened(folder, url, **more) as site:
        yield site


def until(is_so, seconds=PATIENCE):
    """Wait for it; how long it took. AssertionError when it never is."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if is_so():
                return time.monotonic() - begun
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s")
