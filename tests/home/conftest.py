"""Fixtures: these tests run on 24 November 2026, noon in Paris, with the site built once a module."""

from datetime import datetime

import pytest
from django.test import override_settings

from home.models import HomePage
from home.site.loading import ensure_site
from portal.core import clock
from tests import furniture
from tests.factories import make_organism
from tests.labelling.labels.factories import make_label

NOON = datetime(2026, 11, 24, 12)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(NOON):
        yield


@pytest.fixture(scope="module")
def site_of_module(django_db_setup, django_db_blocker):
    """The site: each test undoes what it changed, the end undoes the site."""
    with django_db_blocker.unblock(), clock.at(NOON), furniture.with_more("site", ensure_site):
        yield


@pytest.fixture(scope="module")
def bare_site(django_db_setup, django_db_blocker):
    """The site of an installation that is no demonstration."""
    make = override_settings(IS_DEMO=False)(ensure_site)
    with django_db_blocker.unblock(), clock.at(NOON), furniture.with_more("bare site", make):
        yield


@pytest.fixture
def made_site(site_of_module, db):
    """The home of the site, read anew."""
    return HomePage.objects.get()


@pytest.fixture(scope="module")
def committed_site(django_db_setup, django_db_blocker):
    """The site and a label, committed: for the transactional tests of a module, whose flush gives both back."""

    def make():
        ensure_site()
        make_label(make_organism("Valmeyre Habitat", slug="valmeyre", region="11"))

    with django_db_blocker.unblock(), clock.at(NOON), furniture.with_more("site and label", make):
        yield
