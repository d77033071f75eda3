"""Page views of practices: one a published practice and day, those of the club too."""

import pytest
from django.conf import settings as current

from observatory.page_views.models import PracticePageViews
from portal.core import clock
from tests import factories
from tests.observatory.factories import make_practice
from tests.portal.page_views.counting import counting, kept, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counting(settings, tmp_path, monkeypatch):
    counting(settings, tmp_path, monkeypatch)


@pytest.fixture
def practice():
    return make_practice(factories.make_organism(), "published")


def counted():
    kept()
    return list(PracticePageViews.objects.values_list("practice__slug", "day", "count"))


def test_counts_add_up_and_a_parcel_is_opened_once(client, practice):
    read(client, practice.get_public_url())
    first = counted()
    again = counted()
    read(client, practice.get_public_url())

    assert first == again == [(practice.slug, clock.today(), 1)]
    assert counted() == [(practice.slug, clock.today(), 2)]


def test_robots_are_not_counted_and_members_of_the_club_are(client, practice):
    address = practice.get_public_url()
    for agent in ("Googlebot/2.1", "curl/8.5", "python-httpx/0.27", ""):
        assert read(client, address, agent) == 200
    read(client, address)
    client.cookies[current.SESSION_COOKIE_NAME] = "whatever"
    read(client, address)

    assert counted() == [(practice.slug, clock.today(), 2)]


def test_what_names_no_published_sheet_is_left_aside(client, practice, sonia):
    assert read(client, "/observatoire/aucune-fiche/") == 404
    read(client, "/observatoire/carte/")
    read(client, practice.get_public_url())
    practice.workflow.fire(practice, "archive", by=sonia)

    assert counted() == []


def test_a_page_writes_no_row(client, practice):
    read(client, practice.get_public_url())

    assert PracticePageViews.objects.count() == 0
