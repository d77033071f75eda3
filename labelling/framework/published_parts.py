"""Parts of a published version of the rules, which never changes (BR-09): read once a process, like a file."""

from functools import lru_cache

from django.utils.functional import cached_property


def cached_once_published(read):
    """A `cached_property`, shared by all instances of the same published version.

    What it gives is shared, hence never to be changed.
    """

    def value(version):
        if not version.is_published:
            return read(version)
        return _part(read, version, version.published_at)

    value.__doc__ = read.__doc__
    return cached_property(value)


@lru_cache(maxsize=1024)
def _part(read, version, _published_at):
    """The day of publication tells a version from another that took its primary key, where none was kept."""
    return read(version)
