"""Fixture: the public site, whose events the calendar shows."""

import pytest

from home.site.loading import ensure_site


@pytest.fixture
def made_site(db):
    ensure_site()
