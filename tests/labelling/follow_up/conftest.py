"""The office of the follow-up: its référent, its deputy, its secretariat."""

import pytest

from portal.models import Role
from tests import factories


@pytest.fixture
def paul(db):
    return factories.make_user("Paul", "Suppléant", roles=[Role.DEPUTY])


@pytest.fixture
def nora(db):
    return factories.make_user("Nora", "Perrin", roles=[Role.SECRETARY])
