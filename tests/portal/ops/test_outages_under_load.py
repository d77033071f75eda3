"""Outages under a light load of a real site: Redis and PostgreSQL killed or hanging; nothing told is lost."""

import signal
import time

import psycopg
import pytest

from tests import postgres
from tests.portal.ops import machines
from tests.portal.ops.machines import Browser, until
from tests.portal.ops.under_load import (
    READ,
    SOON,
    Database,
    broken,
    codes_of,
    database,
    door,
    kept,
    loaded,
    works,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def base():
    machines.services_wanted()
    with database() as one:
        yield one


@pytest.fixture(scope="module")
def site(base, tmp_path_factory):
    with machines.opened(tmp_path_factory.mktemp("site"), base.url) as one:
        one.people = one.run("people")
        one.add("left").serve()
        one.worker = one.machines[0].work()
        yield one


@pytest.fixture
def load(site):
    with loaded(site) as people:
        yield people


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


def test_postgresql_that_hangs_lets_every_page_end_and_nothing_told_is_lost(site, base, load):
    until(lambda: all(one.ledger for one in load))
    base.freeze()
    begun = time.monotonic()
    until(lambda: all(one.codes["note", 503] or one.codes["/espace/", 503] for one in load))
    given_up, closed = time.monotonic() - begun, home(site)
    asked = time.monotonic()
    told = services(site)
    looked = time.monotonic() - asked
    base.freeze(is_frozen=False)
    took = until(lambda: works(site))
    for one in load:
        one.end()
    ledger, found = [text for one in load for text in one.ledger], kept(base)

    assert (given_up < SOON, looked < SOON, took < SOON) == (True, True, True)
    assert (closed.status, "Un instant" in closed.text) == (503, True)
    assert (told.status, '"etat": "panne"' in told.text) == (503, True)
    assert broken(load) == {}
    assert codes_of(load, "note") <= {302, 503}
    assert [text for text in ledger if found.count(text) != 1] == []
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


def home(site):
    return Browser(site.machines[0], site.people["session"]).get("/espace/")


def services(site):
    return Browser(site.machines[0]).get("/sante/services/")


def _answers(url):
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True
