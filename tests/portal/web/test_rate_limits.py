"""Rate limits: sliding count, separate keys, a cache that stays locked."""

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from portal.web.rate_limits import HOUR, MINUTE, Limit, allows, lock, network_of


@pytest.fixture
def request_of(rf):
    def make(address="192.0.2.1", user=None):
        request = rf.get("/", REMOTE_ADDR=address)
        request.user = user or AnonymousUser()
        return request

    return make


def test_so_many_then_no_more_until_the_oldest_is_out(request_of):
    with time_machine.travel("2026-03-02 10:00:00+00:00", tick=False) as time:
        first = [allows(request_of(), "try", Limit(2, MINUTE)) for _ in range(3)]
        time.shift(59)
        before = allows(request_of(), "try", Limit(2, MINUTE))
        time.shift(2)
        after = allows(request_of(), "try", Limit(2, MINUTE))

    assert (first, before, after) == ([True, True, False], False, True)


def test_addresses_actions_keys_and_people_are_counted_apart(request_of, alice, bob):
    one = Limit(1, HOUR)
    by_key, by_user = Limit(1, HOUR, per="key"), Limit(1, HOUR, per="user")

    assert [allows(request_of(), "a", one), allows(request_of(), "b", one)] == [True, True]
    assert [allows(request_of(address), "a", one) for address in ("192.0.2.1", "192.0.2.2")] == [
        False,
        True,
    ]
    assert [allows(request_of(), "k", by_key, key=key) for key in ("x", "y", "x")] == [
        True,
        True,
        False,
    ]
    assert [allows(request_of(user=user), "u", by_user) for user in (alice, bob, alice)] == [
        True,
        True,
        False,
    ]


def test_the_tightest_limit_decides(request_of):
    limits = (Limit(5, MINUTE), Limit(1, HOUR))

    assert [allows(request_of(), "try", *limits) for _ in range(2)] == [True, False]


def test_an_ipv6_subscriber_is_one_address(request_of):
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:2") == "2001:db8::/64"
    assert network_of("192.0.2.1") == "192.0.2.1"
    assert network_of("unknown") == "unknown"


def test_a_locked_count_refuses(request_of, monkeypatch):
    monkeypatch.setattr("portal.web.rate_limits.PATIENCE", 0.05)
    limit = Limit(5, MINUTE, per="key")
    assert allows(request_of(), "try", limit, key="x")
    name = f"portal.rate:try:5:60:key:{limit.source(request_of(), 'x')}"

    with lock(name) as is_ours:
        refused = allows(request_of(), "try", limit, key="x")

    assert (is_ours, refused, cache.get(f"{name}:lock")) == (True, False, None)
