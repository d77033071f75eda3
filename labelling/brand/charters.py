"""The charter in force on a day, read from its dates alone: true with every job stopped."""

from labelling.brand.models import BrandCharterVersion
from portal import clock


def published():
    """Every published charter, the latest first."""
    return list(BrandCharterVersion.objects.published().order_by("-effective_from"))


def in_force(day=None):
    """The charter in force on `day` (today by default), or None before the first one."""
    day = day or clock.today()
    return next((one for one in published() if one.effective_from <= day), None)
