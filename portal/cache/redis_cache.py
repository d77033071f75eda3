"""Redis cache backend that fails soon and under one exception: pages live without it, tries are refused (503)."""

import time
from functools import wraps

from django.core.cache.backends.redis import RedisCache

PATIENCE = 0.5  # seconds for a connection, and for an answer
REST = 1.0  # seconds without a call after a failure: a page asks for many keys
_left_alone = {}  # {address: until when}


class CacheDown(ConnectionError):
    """Redis refuses, hangs, or cannot answer; without its address, which may hold a password."""


def _guarded(name):
    plain = getattr(RedisCache, name)

    @wraps(plain)
    def ask(self, *args, **options):
        if time.monotonic() < _left_alone.get(self.address, 0):
            raise CacheDown
        from redis.exceptions import RedisError  # noqa: PLC0415 -- heavy, and only where there is a Redis

        try:
            return plain(self, *args, **options)
        except RedisError:
            _left_alone[self.address] = time.monotonic() + REST
            raise CacheDown from None

    return ask


class Redis(RedisCache):
    """Django's, whose every call is guarded."""

    def __init__(self, server, params):
        waits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        super().__init__(server, params | {"OPTIONS": waits | params.get("OPTIONS", {})})
        self.address = str(server)


for _name in "add get set touch delete clear has_key incr get_many set_many delete_many".split():
    setattr(Redis, _name, _guarded(_name))
