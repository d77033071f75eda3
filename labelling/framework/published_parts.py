"""Cached parts of a published version of the rules, which never changes (BR-09)."""

from functools import partial

from django.core.cache import caches
from django.utils.functional import cached_property


def cached_once_published(read):
    """A `cached_property`, shared by all instances of the same published version.

    The date of publication is in the key: a version that another took the place of, under the
    same primary key, is another version. What it gives is shared, hence never to be changed.
    """

    def value(version):
        if not version.is_published:
            return read(version)
        said = f"{version.pk}.{version.published_at:%Y%m%d%H%M%S%f}"
        key = f"{read.__module__}.{read.__qualname__}.{said}"
        return caches["published"].get_or_set(key, partial(read, version))

    value.__doc__ = read.__doc__
    return cached_property(value)
