"""Fixtures of advisory support: noon of 24 November 2026, an organism that holds the label."""

from datetime import datetime

import pytest

from portal.core import clock
from tests.labelling.labels.factories import make_label


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


@pytest.fixture
def labelled(organism):
    """The organism of Alice and Chloé, which holds the label."""
    make_label(organism)
    return organism
