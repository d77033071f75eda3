"""Page views: one a practice and day, robots excluded, nobody tracked, no write by a page."""

import resource
from datetime import timedelta

import pytest

from observatory.page_views import tally
from observatory.page_views.adding import add_page_views
from observatory.page_views.models import PracticePageViews
from portal.core import clock
from tests import factories
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
PERSON = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture(autouse=True)
def _counting(settings, tmp_path, monkeypatch):
    settings.COUNTS_READS, settings.VAR, settings.REDIS_URL = True, tmp_path, ""
    monkeypatch.setattr(tally, "TALLY", fresh := tally.Tally())
    monkeypatch.setattr("observatory.page_views.middleware.TALLY", fresh)


@pytest.fixture
def practice():
    return make_practice(factories.make_organism(), "published")


def read(client, address, agent=PERSON, **headers):
    return client.get(address, headers={"user-agent": agent, **headers}).status_code


def counted():
    tally.write_counts(every=timedelta())
    add_page_views()
    return list(PracticePageViews.objects.values_list("practice__slug", "day", "count"))


def test_people_are_counted_and_robots_are_not(client, practice):
    address = practice.get_public_url()
    for agent in (PERSON, PERSON, "Googlebot/2.1", "curl/8.5", "python-httpx/0.27", ""):
        assert read(client, address, agent) == 200
    read(client, address, **{"sec-purpose": "prefetch"})
    client.head(address, headers={"user-agent": PERSON})
    assert read(client, "/observatoire/aucune-fiche/") == 404

    assert counted() == [(practice.slug, clock.today(), 2)]


def test_counts_add_up_and_a_parcel_is_opened_once(client, practice):
    read(client, practice.get_public_url())
    first = counted()
    again = counted()
    read(client, practice.get_public_url())

    assert first == again == [(practice.slug, clock.today(), 1)]
    assert counted() == [(practice.slug, clock.today(), 2)]


def test_what_names_no_published_sheet_is_left_aside(client, practice, sonia):
    read(client, "/observatoire/carte/")
    read(client, practice.get_public_url())
    practice.workflow.fire(practice, "archive", by=sonia)

    assert counted() == []


def test_a_page_writes_no_row_and_says_nothing_of_its_reader(client, practice):
    address = practice.get_public_url()
    read(client, address, **{"x-forwarded-for": "203.0.113.7"})
    assert PracticePageViews.objects.count() == 0
    tally.write_counts(every=timedelta())
    [parcel] = tally._folder().glob("*")

    assert parcel.read_text() == f'{{"{clock.today().isoformat()} {practice.slug}": 1}}'


def test_a_parcel_leaves_with_the_next_page_after_twenty_seconds(client, practice):
    read(client, practice.get_public_url())
    with clock.at(clock.now() + timedelta(seconds=19)):
        client.get("/sante/")
        early = list(tally._folder().glob("*"))
    with clock.at(clock.now() + timedelta(seconds=21)):
        client.get("/sante/")

    assert (early, len(list(tally._folder().glob("*.json")))) == ([], 1)


def test_with_a_shared_cache_parcels_go_through_it(client, practice, settings):
    settings.REDIS_URL = "redis://nowhere"  # the cache of the tests answers in its place
    for _ in range(3):
        tally.TALLY.add(practice.slug)
        tally._put(tally.TALLY.take(every=timedelta()))

    assert (add_page_views(), add_page_views()) == (3, 0)


def test_a_disk_that_refuses_breaks_no_page(client, practice, settings, tmp_path):
    (tmp_path / "page_views").write_text("a file where the folder should be")
    read(client, practice.get_public_url())
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert read(client, practice.get_public_url()) == 200


def test_a_full_disk_leaves_no_empty_file(client, practice, tmp_path):
    read(client, f"/observatoire/{practice.slug}/")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        tally.write_counts(every=timedelta())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list((tmp_path / "page_views").iterdir()) == []
