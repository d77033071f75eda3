"""A counter of page views of its own for a test, and what it leaves for the worker."""

import json
from collections import Counter
from datetime import timedelta

from portal.page_views import counts
from portal.page_views.jobs import add_page_views

PERSON = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def counting(settings, folder, monkeypatch):
    """Counts what the test asks for, from nothing, in a folder of its own."""
    settings.COUNTS_READS, settings.VAR, settings.REDIS_URL = True, folder, ""
    monkeypatch.setattr(counts, "TALLY", fresh := counts.Tally())
    monkeypatch.setattr("portal.page_views.middleware.TALLY", fresh)


def read(client, address, agent=PERSON, **headers):
    return client.get(address, headers={"user-agent": agent, **headers}).status_code


def parcels():
    """Sum of the files that wait for the worker."""
    counts.write_counts(every=timedelta())
    total = Counter()
    for file in counts._folder().glob("*.json"):
        total.update(json.loads(file.read_text()))
    return dict(total)


def kept():
    """Hands what was counted to the worker, which returns how much it kept."""
    counts.write_counts(every=timedelta())
    return add_page_views()
