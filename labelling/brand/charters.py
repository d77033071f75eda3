"""Brand charter in force on a day, read from its dates alone."""

from labelling.brand.looks import published
from portal.core import clock


def in_force(day=None):
    """The charter in force on `day` (today by default), or None before the first one; to be read only."""
    day = day or clock.today()
    return next((one for one, _ in published() if one.effective_from <= day), None)


def same_as_in_force(charter):
    """The charter in force, when this other one shows the same: colours, fonts and drawing; else None."""
    now, shown = in_force(), ("tokens", "title_font", "text_font", "logo")
    if now is None or now.pk == charter.pk:
        return None
    return now if all(getattr(now, name) == getattr(charter, name) for name in shown) else None


def latest():
    """The published charter that begins last, in force or to come, or None."""
    return next((one for one, _ in published()), None)
