"""Per-process cache of public data, invalidated on write and at midnight."""

import hashlib
from functools import partial, wraps

from django.core.cache import caches
from django.db.models import Model

from portal.cache import versions
from portal.core import clock

MINUTE = 60
SECONDS = 300  # should it read, in spite of the law, a table that nothing watches
READINGS = {}  # {function: the models that it reads, none for whatever the public reads}


def cached(read=None, /, *, reads=(), seconds=SECONDS, is_of_the_day=True, is_of_a_thing=False):
    """`read(*args)` is answered from the cache until something public changes, or the day ends.

    It tells everybody the same, from watched tables alone (a test), by the day and not by the hour; its
    answer is shared: nobody changes it. `reads`: only a write to these models ends it. `seconds`: how old
    it may be all the same, None as long as the version. `is_of_the_day=False`: it is the same whatever
    the day. `is_of_a_thing=True`: there is one for each of thousands of things; they are kept apart, so as
    not to push out what is told of all. A transaction that has written has a version of its own, and what is
    read inside of one is not cached: it may never be committed.
    """
    if read is None:
        said = {"is_of_the_day": is_of_the_day, "is_of_a_thing": is_of_a_thing}
        return partial(cached, reads=reads, seconds=seconds, **said)
    READINGS[read] = reads

    @wraps(read)
    def answered(*args):
        day = clock.today() if is_of_the_day else None
        where = caches["things" if is_of_a_thing else "answers"]
        return _answer(where, read, args, versions.current(*reads), day, seconds)

    return answered


def cached_for_a_minute(read):
    """`read(*args)` may be a minute old, never older than the version: figures, no right and no act.

    It may read what nothing watches: a transaction reads for itself, and leaves nothing.
    """

    @wraps(read)
    def answered(*args):
        version = None if versions.is_inside() else versions.current()
        return _answer(caches["answers"], read, args, version, clock.today(), MINUTE)

    return answered


def forget(*, but=()):
    """Clear the cache, to measure a first read, but for the answers to these (function, *arguments)."""
    kept = caches["answers"].get_many(_key(asked.__wrapped__, args) for asked, *args in but)
    for name in ("answers", "things"):
        caches[name].clear()
    caches["answers"].set_many(kept)


def _answer(where, read, args, version, day, seconds):
    """Cached answer of this version, computed and stored when missing; it replaces that of a former version."""
    if version is None:
        return read(*args)
    period = int(clock.now().timestamp()) // seconds if seconds else None
    stamp, key = (version, day, period), _key(read, args)
    found = where.get(key)
    if found is not None and found[0] == stamp:
        return found[1]
    answer = read(*args)
    if not versions.is_inside():
        where.set(key, (stamp, answer))
    return answer


def _key(read, args):
    said = repr([(one._meta.label, one.pk) if isinstance(one, Model) else one for one in args])
    return f"{read.__module__}.{read.__qualname__}:{hashlib.sha256(said.encode()).hexdigest()}"
