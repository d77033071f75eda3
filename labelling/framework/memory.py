"""Per-process cache of published rules, which never change (BR-09)."""

from django.utils.functional import cached_property

LIMIT = 64  # parts kept; a label has a handful of versions
_kept = {}


def kept(read):
    """A `cached_property` shared by all instances of the same published version.

    The date of publication is in the key: a version that another took the place of, under the
    same primary key, is another version. What it gives is shared, hence never to be changed.
    """

    def value(version):
        if not version.is_published:
            return read(version)
        key = (read.__qualname__, version.pk, version.code, version.published_at)
        if key not in _kept:
            if len(_kept) >= LIMIT:
                _kept.clear()
            _kept[key] = read(version)
        return _kept[key]

    value.__doc__ = read.__doc__
    return cached_property(value)
