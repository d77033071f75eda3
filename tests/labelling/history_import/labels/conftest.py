"""Organism without a label."""

import pytest

from tests import factories


@pytest.fixture
def bare():
    return factories.make_organism(name="Orvance Habitat")
