"""Alert banners and kept pages: no page outlives the banner that it shows, nor misses the one that begins."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.cache import versions
from portal.core import clock
from portal.models import Role
from tests.factories import make_user
from tests.home.conftest import NOON
from tests.home.frame.test_banners import HOUR, make_banner, publish


def read(path="/contact/"):
    """(text, statements) of a stranger's page."""
    with CaptureQueriesContext(connection) as queries:
        page = Client().get(path)
    return page.text, len(queries)


@pytest.fixture
def committed(committed_site, transactional_db):
    versions.bump()
    return make_user("Diane", "Combes", roles=[Role.DIRCOM])


def test_a_kept_page_shows_the_banner_that_begins_and_loses_the_one_that_ends(committed):
    """Without any write in between, nor any job: the page is kept for the banner that it shows."""
    make_banner("Fermé", start=HOUR, end=2 * HOUR)
    told = {}
    for minutes in (0, 59, 60, 119, 120):
        with clock.at(NOON + timedelta(minutes=minutes)):
            first, _ = read()
            again, cost = read()
            told[minutes] = ("Fermé" in first, "Fermé" in again, cost)

    assert told == {
        0: (False, False, 1),
        59: (False, False, 1),
        60: (True, True, 1),
        119: (True, True, 1),
        120: (False, False, 1),
    }


def test_what_is_published_is_on_the_kept_pages_at_once(committed):
    read()
    banner = make_banner("Fermé", live=False)
    before, _ = read()
    publish(banner, committed)
    after, _ = read()
    banner.refresh_from_db()
    banner.unpublish(user=committed)

    assert ("Fermé" in before, "Fermé" in after, "Fermé" in read()[0]) == (False, True, False)
    assert read()[1] == 1  # the version's


def test_the_hour_of_the_banner_is_that_of_paris(committed):
    make_banner("Fermé", start=timedelta(0), end=HOUR)

    with clock.at(datetime(2026, 11, 24, 12, 59, 59)):
        assert "Fermé" in read()[0]
    with clock.at(datetime(2026, 11, 24, 13)):
        assert "Fermé" not in read()[0]
