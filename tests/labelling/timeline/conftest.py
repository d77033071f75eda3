"""Fixture: these tests run on 24 November 2026, noon in Paris."""

from datetime import datetime

import pytest

from labelling.parties.framework import versions
from portal.core import clock


@pytest.fixture(autouse=True)
def _today():
    versions._part.cache_clear()  # SQLite gives a key again, and all is published at one instant
    with clock.at(datetime(2026, 11, 24, 12)):
        yield
