"""Brand charter in force on a day, read from its dates alone."""

from labelling.brand.looks import published
from portal.core import clock


def in_force(day=None):
    """The charter in force on `day` (today by default), or None before the first one; to be read only."""
    day = day or clock.today()
    return next((one for one, _ in published() if one.effective_from <= day), None)


def latest():
    """The published charter that begins last, in force or to come, or None."""
    return next((one for one, _ in published()), None)
