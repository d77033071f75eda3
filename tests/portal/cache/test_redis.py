"""A real Redis or Valkey: running, stopped, hanging (F1 of the security review)."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.cache import cache

from portal.cache import redis_cache
from tests.portal.cache import redis_server
from tests.portal.cache.redis_server import Server, wanted


@pytest.fixture
def server(tmp_path, settings):
    wanted()
    one = Server(tmp_path, "--save", "", "--appendonly", "no")
    params = settings.REDIS | {"LOCATION": one.address}
    settings.CACHES = settings.CACHES | {"default": params}
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


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sante/", "/annuaire/", "/compte/connexion/"])
def test_pages_answer_with_a_running_one(server, client, address):
    """The line of the example that two machines need: every page read and counted in it."""
    assert [client.get(address).status_code for _ in range(2)] == [200, 200]


def test_a_stopped_one_is_down_at_once_and_back_when_it_is(server):
    cache.set("a", 1)
    server.stop()
    began = time.monotonic()
    with pytest.raises(redis_cache.CacheDown):
        cache.get("a")
    took = time.monotonic() - began
    server.start()
    rested()
    cache.set("a", 2)

    assert took < 3 * redis_cache.PATIENCE
    assert cache.get("a") == 2


def test_a_hanging_one_costs_half_a_second_then_nothing(server):
    cache.set("a", 1)
    server.signal(signal.SIGSTOP)
    times = []
    for _ in range(2):
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(redis_cache.CacheDown):
                cache.get("a")
        times.append(time.monotonic() - began)
        rested()
    server.signal(signal.SIGCONT)
    rested()

    assert max(times) < 6 * redis_cache.PATIENCE
    assert cache.get("a") == 1


def test_two_machines_without_a_shared_folder_share_what_they_count(tmp_path):
    """With REDIS_URL, tries are in no folder of the machine; versions are in the database."""
    code = "from portal import settings; print(settings.CACHES['default']['LOCATION'])"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PORTAL_VAR": str(tmp_path / name), "REDIS_URL": "redis://far:6379/0"},
            capture_output=True, text=True, check=True,
        ).stdout
        for name in ("one", "two")
    }  # fmt: skip

    assert told == {"redis://far:6379/0\n"}


@pytest.mark.parametrize(("is_ci", "end"), [(True, pytest.fail), (False, pytest.skip)])
def test_where_everything_is_to_be_tried_a_missing_server_is_a_failure(monkeypatch, is_ci, end):
    monkeypatch.setattr(redis_server, "SERVER", None)
    monkeypatch.setattr(redis_server, "IS_CI", is_ci)
    with pytest.raises(end.Exception, match="apt-get install redis-server"):
        redis_server.wanted()
