"""Fixture: these tests run on 24 November 2026, noon in Paris."""

from datetime import datetime

import pytest

from portal.core import clock


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield
