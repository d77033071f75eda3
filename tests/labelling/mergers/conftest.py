"""Fixtures of mergers."""

from datetime import datetime

import pytest

from portal.core import clock
from tests import factories

NOW = datetime(2026, 11, 24, 10)


@pytest.fixture
def today(db):
    with clock.at(NOW):
        yield


@pytest.fixture
def taker(today):
    return factories.make_organism("Grand Office", slug="grand-office", has_public_consent=True)


@pytest.fixture
def zoe(taker):
    """Signs for the organism that absorbs."""
    return factories.make_member(taker, first_name="Zoé", last_name="Brun")
