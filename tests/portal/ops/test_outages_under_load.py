"""Outages under a light load of a real site: Redis killed or hanging, PostgreSQL killed; nothing told is lost."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.portal.ops import machines
from tests.portal.ops.machines import Browser, until

pytestmark = pytest.mark.slow
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

    def stop(self):
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(timeout=30)


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


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    machines.services_wanted()
    one = Database(postgres.tempfile.mkdtemp(prefix="portail-pg-", dir="/tmp"))
    one.start()
    postgres.wait_until_ready(one.process, one.binaries, one.home, one.user)
    yield one
    one.stop()
    postgres.shutil.rmtree(one.home)


@pytest.fixture(scope="module")
def site(base, tmp_path_factory):
    with machines.opened(tmp_path_factory.mktemp("site"), base.url) as one:
        one.people = one.run("people")
        one.add("left").serve()
        one.worker = one.machines[0].work()
        yield one


@pytest.fixture
def load(site):
    people = [Load(site, f"{name} {time.time():.0f}") for name in ("Ana", "Bob", "Cléo")]
    for one in people:
        one.start()
    yield people
    for one in people:
        one.end()


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
    door = Browser(site.machines[0]).post(
        "/compte/connexion/", {"login": "a@b.fr", "password": "x" * 9}
    )
    return (page.status, door.status) == (200, 200)


def door(site):
    return Browser(site.machines[0]).post(
        "/compte/connexion/", {"login": "a@b.fr", "password": "x" * 9}
    )


@pytest.mark.parametrize("way", ["killed", "hanging"])
def test_without_redis_pages_are_read_and_written_and_the_door_is_closed(site, base, load, way):
    until(lambda: all(one.ledger for one in load))
    if way == "killed":
        site.redis.stop()
    else:
        site.redis.signal(signal.SIGSTOP)
    time.sleep(2)
    closed = door(site)
    before = [len(one.ledger) for one in load]
    until(lambda: all(len(one.ledger) > many for one, many in zip(load, before, strict=True)))
    if way == "killed":
        site.redis.start()
    else:
        site.redis.signal(signal.SIGCONT)
    took = until(lambda: works(site))
    for one in load:
        one.end()

    assert (closed.status, "recommencez" in closed.text) == (503, True)
    assert broken(load) == {}
    assert {name: codes_of(load, name) - {200} for name in READ[:4]} == {
        name: set() for name in READ[:4]
    }
    assert codes_of(load, "/sante/services/") <= {200, 503}
    assert took < SOON
    assert set().union(*(one.ledger for one in load)) <= set(kept(base))


def test_postgresql_killed_under_writes_is_back_and_nothing_told_is_lost(site, base, load):
    took = []
    for _ in range(2):
        before = [len(one.ledger) for one in load]
        until(
            lambda before=before: all(
                len(one.ledger) > many + 3 for one, many in zip(load, before, strict=True)
            )
        )
        base.kill()
        time.sleep(1)
        base.start()
        took.append(until(lambda: works(site)))
    for one in load:
        one.end()
    told, found = [text for one in load for text in one.ledger], kept(base)

    assert max(took) < SOON
    assert broken(load) == {}
    assert codes_of(load, "note") <= {302, 503, "nobody"}
    assert len(told) == len(set(told)) > 20
    assert [text for text in told if found.count(text) != 1] == []
    assert site.run("journal") == []
    assert site.worker.poll() is None


def test_control_a_database_that_tells_before_it_has_written_loses_what_it_told(tmp_path_factory):
    """The ledger sees it: the same kill, once commits are told before they are on disk."""
    one = Database(postgres.tempfile.mkdtemp(prefix="portail-pg-", dir="/tmp"), loses=True)
    one.start()
    postgres.wait_until_ready(one.process, one.binaries, one.home, one.user)
    ledger = []
    connection = psycopg.connect(one.url, autocommit=True)
    connection.execute("CREATE TABLE note (text text)")
    connection.execute("CHECKPOINT")
    for number in range(20):
        connection.execute("INSERT INTO note VALUES (%s)", [str(number)])
        ledger.append(str(number))
    one.kill()
    connection.close()
    one.start()
    until(lambda: _answers(one.url))
    with psycopg.connect(one.url) as connection:
        found = {text for (text,) in connection.execute("SELECT text FROM note")}
    one.stop()
    postgres.shutil.rmtree(one.home)

    assert set(ledger) - found != set()


def _answers(url):
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True
