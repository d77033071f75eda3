"""Fixtures: the rest of the office."""

import pytest

from portal.models import Role
from tests.factories import make_user


@pytest.fixture
def paul(db):
    return make_user("Paul", "Dumas", roles=[Role.DEPUTY])


@pytest.fixture
def nora(db):
    return make_user("Nora", "Petit", roles=[Role.SECRETARY])
