"""Per-process cache backend that shares its objects, without copies: nobody changes what it gives."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache


class SharedObjects(LocMemCache):
    """Django's cache in memory without its copies: a catalogue of thousands of sheets is read at each search."""

    def get(self, key, default=None, version=None):
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(key):
                self._delete(key)
                return default
            self._cache.move_to_end(key, last=False)
            return self._cache[key]

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            self._set(key, value, timeout)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            is_free = self._has_expired(key)
            if is_free:
                self._set(key, value, timeout)
            return is_free

    def incr(self, key, delta=1, version=None):
        raise NotImplementedError("a count of one process counts nothing")

    def __len__(self):
        return len(self._cache)
