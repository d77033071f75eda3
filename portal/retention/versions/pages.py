"""Contexts of the pages of the durations: the versions with their people, what each says."""

from portal.retention.models import RetentionVersion
from portal.retention.registry import KEEPINGS


def every():
    """With the people whom a page names; the caller keeps those that the reader sees."""
    return RetentionVersion.objects.select_related("prepared_by", "proposed_by", "decided_by")


def describe_version(version):
    """A version of the file or approved on screen, line by line."""
    rows = [
        {"what": KEEPINGS[code].what, "shown": period.shown(KEEPINGS[code].since)}
        for code, period in version.periods.items()
        if code in KEEPINGS
    ]
    return {"version": version, "rows": rows}
