"""The public site, for what the calendar tells of it."""

import pytest

from home.site import ensure_site


@pytest.fixture
def made_site(db):
    ensure_site()
