"""The world of the access laws, made once for a module and rolled back; the public site."""

import pytest

from home.site import ensure_site
from tests.access.world import open_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with open_world(django_db_blocker) as made:
        yield made


@pytest.fixture
def made_site(db):
    ensure_site()
