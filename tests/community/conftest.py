"""Fixtures: these tests run on 24 November 2026, noon in Paris; the people that a module names are made once."""

from datetime import datetime

import pytest

from portal.core import clock
from tests import worlds

NOON = datetime(2026, 11, 24, 12)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(NOON):
        yield


@pytest.fixture(scope="module")
def cast_of_module(request, django_db_setup, django_db_blocker):
    """What each function of the module's CAST makes, by its name; each test reads it anew (`of_cast`)."""
    with clock.at(NOON), worlds.undone_at_the_end(django_db_blocker):
        yield {name: make() for name, make in request.module.CAST.items()}


@pytest.fixture
def of_cast(cast_of_module, db):
    """`of_cast("zoe")`, as her row is now."""

    def read(name):
        made = cast_of_module[name]
        return type(made)._base_manager.get(pk=made.pk)

    return read


@pytest.fixture
def lea(of_cast):
    return of_cast("lea")


@pytest.fixture
def marc(of_cast):
    return of_cast("marc")


@pytest.fixture
def zoe(of_cast):
    return of_cast("zoe")
