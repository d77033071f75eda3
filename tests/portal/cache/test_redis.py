"""A real Redis or Valkey: running, stopped, hanging, restarted under load (F1 of the security review)."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
import redis
from django.core.cache import cache

from portal.cache import redis_cache, version_store, versions
from tests.portal.cache import redis_server
from tests.portal.cache.redis_server import Server, wanted


@pytest.fixture
def server(tmp_path, settings):
    wanted()
    one = Server(tmp_path, "--save", "", "--appendonly", "no")
    params = settings.REDIS | {"LOCATION": one.address}
    settings.CACHES = settings.CACHES | {
        "default": params, "versions": params | {"KEY_PREFIX": "versions", "TIMEOUT": None}
    }  # fmt: skip
    one.start()
    yield one
    one.stop()
    redis_cache._left_alone.clear()


def rested():
    """After the second during which a cache that failed is left alone."""
    redis_cache._left_alone.clear()


def test_a_running_one_keeps_what_it_is_given(server):
    cache.set("a", (1, 2.5), 60)

    assert (cache.get("a"), cache.add("a", 3), cache.incr("n", 1) if cache.add("n", 1) else 0) == (
        (1, 2.5), False, 2
    )  # fmt: skip
    assert versions.current() == versions.current() is not None


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sante/", "/annuaire/", "/compte/connexion/"])
def test_pages_answer_with_a_running_one(server, client, address):
    """The line of the example that two machines need: every page read and counted in it."""
    assert [client.get(address).status_code for _ in range(2)] == [200, 200]


def test_a_stopped_one_is_down_at_once_and_back_when_it_is(server):
    before = versions.current()
    server.stop()
    began = time.monotonic()
    with pytest.raises(redis_cache.CacheDown):
        cache.get("a")
    without = versions.current()
    versions.bump()
    took = time.monotonic() - began
    server.start()
    rested()

    assert without is None
    assert took < 3 * redis_cache.PATIENCE
    assert versions.current() not in (before, None)


def test_a_hanging_one_costs_half_a_second_then_nothing(server):
    versions.current()
    server.signal(signal.SIGSTOP)
    times = []
    for _ in range(2):
        began = time.monotonic()
        for _ in range(20):
            assert versions.current() is None
        times.append(time.monotonic() - began)
        rested()
    server.signal(signal.SIGCONT)
    rested()

    assert max(times) < 6 * redis_cache.PATIENCE
    assert versions.current() is not None


def test_restarted_under_load_it_gives_no_former_version(server):
    """Readers and a writer while it is killed and started: a version met after a change is never one from before."""
    stop, written, faults = threading.Event(), [], []

    def write():
        store = version_store.Store()
        while not stop.is_set():
            store.write("public")
            written.append(store._largest["public"])
            time.sleep(0.002)

    def read():
        store = version_store.Store()
        largest = ""
        while not stop.is_set():
            found = store.read("public")
            if found is not None and found < largest:
                faults.append((largest, found))
            largest = found or largest

    threads = [threading.Thread(target=one) for one in (write, read, read)]
    for one in threads:
        one.start()
    for _ in range(2):
        time.sleep(0.4)
        server.stop()
        time.sleep(0.2)
        server.start()
        rested()
    time.sleep(0.4)
    stop.set()
    for one in threads:
        one.join()

    assert (faults, len(written) > 20) == ([], True)
    rested()
    assert version_store.Store().read("public") >= written[-1]


def test_started_again_from_its_copy_on_disk_it_gives_no_former_version(server):
    server.stop()
    server.options = ("--appendonly", "no", "--save", "3600 1000")
    server.start()
    rested()
    versions.bump()
    old = versions.current()
    redis.Redis.from_url(server.address).save()
    versions.bump()
    mine = versions.current()
    server.stop()
    server.start()
    rested()

    assert versions.current() not in (old, None)
    assert mine > old


def test_two_machines_without_a_shared_folder_share_what_they_count_and_what_changes(tmp_path):
    """With REDIS_URL, neither tries nor versions are in a folder of the machine."""
    code = "from portal import settings; print([settings.CACHES[n]['LOCATION'] for n in ('default', 'versions')])"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PORTAL_VAR": str(tmp_path / name), "REDIS_URL": "redis://far:6379/0"},
            capture_output=True, text=True, check=True,
        ).stdout
        for name in ("one", "two")
    }  # fmt: skip

    assert told == {"['redis://far:6379/0', 'redis://far:6379/0']\n"}


@pytest.mark.parametrize(("is_ci", "end"), [(True, pytest.fail), (False, pytest.skip)])
def test_where_everything_is_to_be_tried_a_missing_server_is_a_failure(monkeypatch, is_ci, end):
    monkeypatch.setattr(redis_server, "SERVER", None)
    monkeypatch.setattr(redis_server, "IS_CI", is_ci)
    with pytest.raises(end.Exception, match="apt-get install redis-server"):
        redis_server.wanted()
