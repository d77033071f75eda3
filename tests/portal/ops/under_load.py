"""Light load of the outages' tests: a PostgreSQL that can be killed or stopped, people who read and write, a ledger."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import psycopg

from tests import postgres
from tests.portal.ops.machines import Browser

NOTE = "/espace/organismes/valmeyre/suivi/note/"
READ = ("/", "/annuaire/", "/annuaire/valmeyre/", "/espace/", "/sante/services/")
SOON = 30  # seconds for the site to be back


class Database:
    """PostgreSQL as in service: what it tells is on its disk; `loses=True` for the control, which tells before."""

    def __init__(self, folder, loses=False):
        self.binaries, self.user = postgres.binaries(), postgres.borrowed_user()
        self.home, self.loses, self.process = Path(folder), loses, None
        self.home.chmod(0o755)
        if self.user:
            os.chown(self.home, self.user["user"], self.user["group"])
        postgres.initialise(self.binaries, self.home / "data", self.user)
        self.url = f"postgres://postgres@/portail?host={self.home}"

    def start(self):
        (self.home / "data" / "postmaster.pid").unlink(missing_ok=True)
        late = ("synchronous_commit=off", "wal_writer_delay=10s") if self.loses else ("fsync=off",)
        options = [
            word
            for one in (*late, "listen_addresses=", "max_connections=50")
            for word in ("-c", one)
        ]
        command = [self.binaries / "postgres", "-D", self.home / "data", "-k", self.home, *options]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.home, start_new_session=True, **self.user
            )

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def freeze(self, is_frozen=True):
        """Each process of it: it accepts and answers nothing."""
        number = signal.SIGSTOP if is_frozen else signal.SIGCONT
        for one in (self.process.pid, *children(self.process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, number)

    def stop(self):
        self.freeze(is_frozen=False)
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(timeout=30)


def children(parent):
    """Process numbers of those that this one started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if path.read_text().rpartition(")")[2].split()[1] == str(parent):
                found.append(int(path.parent.name))
    return found


class Load(threading.Thread):
    """Pages read and notes written, by one person on one machine; `codes`, and the ledger of what was told done."""

    def __init__(self, site, name):
        super().__init__(daemon=True)
        self.browser = Browser(site.machines[0], site.people["session"])
        self.person, self.codes, self.ledger, self.stopped = name, Counter(), [], threading.Event()

    def run(self):
        turn = 0
        while not self.stopped.is_set():
            turn += 1
            self.ask(
                lambda turn=turn: self.browser.get(READ[turn % len(READ)]), READ[turn % len(READ)]
            )
            self.ask(lambda turn=turn: self.write(f"{self.person}, note {turn}."), "note")

    def ask(self, act, name):
        try:
            self.codes[name, act().status] += 1
        except OSError:
            self.codes[name, "nobody"] += 1
        time.sleep(0.02)

    def write(self, text):
        answer = self.browser.post(NOTE, {"text": text})
        if answer.status == 302:
            self.ledger.append(text)
        return answer

    def end(self):
        self.stopped.set()
        self.join(timeout=60)


def broken(load):
    """What no outage excuses: an answer 500."""
    return {key: many for one in load for key, many in one.codes.items() if key[1] == 500}


def codes_of(load, name):
    return {code for one in load for (what, code) in one.codes if what == name}


def kept(base):
    with psycopg.connect(base.url) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM labelling_officenote")]


def works(site):
    """A page with its person, and the door, which counts tries."""
    page = Browser(site.machines[0], site.people["session"]).get("/espace/")
    return (page.status, door(site).status) == (200, 200)


def door(site):
    return Browser(site.machines[0]).post(
        "/compte/connexion/", {"login": "a@b.fr", "password": "x" * 9}
    )


@contextlib.contextmanager
def loaded(site):
    """Three people of the site read and write, until the end."""
    people = [Load(site, f"{name} {time.time():.0f}") for name in ("Ana", "Bob", "Cléo")]
    for one in people:
        one.start()
    try:
        yield people
    finally:
        for one in people:
            one.end()


@contextlib.contextmanager
def database():
    """As in service, in a folder whose name is short enough for a socket; ended and removed."""
    one = Database(postgres.tempfile.mkdtemp(prefix="portail-pg-", dir="/tmp"))
    one.start()
    postgres.wait_until_ready(one.process, one.binaries, one.home, one.user)
    try:
        yield one
    finally:
        one.stop()
        postgres.shutil.rmtree(one.home)
