"""Counter of page views: what is declared is counted, robots are not, nobody is told, no page writes a row."""

import resource
from datetime import timedelta

import pytest
from django.conf import settings as current
from django.test import Client

from home.models import ViewedPage
from portal.core import clock
from portal.page_views import counts
from portal.page_views.jobs import add_page_views
from portal.page_views.middleware import viewed
from tests.portal.page_views.counting import PERSON, counting, parcels, read

pytestmark = pytest.mark.django_db
HERE = "/partenaires/regions/bretagne/"
KEY = "home:region /partenaires/regions/bretagne/"


@pytest.fixture(autouse=True)
def _counting(settings, tmp_path, monkeypatch):
    counting(settings, tmp_path, monkeypatch)


def today(who, key):
    return f"{clock.today().isoformat()} {who} {key}"


def test_people_are_counted_and_robots_are_not(client):
    for agent in (PERSON, PERSON, "Googlebot/2.1", "curl/8.5", "python-httpx/0.27", ""):
        assert read(client, HERE, agent) == 200
    read(client, HERE, **{"sec-purpose": "prefetch"})
    read(client, HERE, **{"hx-request": "true"})
    client.head(HERE, headers={"user-agent": PERSON})
    assert read(client, "/partenaires/regions/nulle-part/") == 404

    assert parcels() == {today("public", KEY): 2}


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_is_counted_without_looking_its_address_up(client, django_assert_num_queries):
    read(client, HERE)
    with django_assert_num_queries(2):  # the version of each
        answer = client.get(HERE, headers={"user-agent": PERSON})
        again = client.get(HERE, headers={"user-agent": PERSON, "if-none-match": answer["ETag"]})

    assert (answer.status_code, answer.wsgi_request.resolver_match) == (200, None)
    assert again.status_code == 304
    assert parcels() == {today("public", KEY): 3}


def test_nothing_is_said_of_a_reader(client):
    read(client, HERE, **{"x-forwarded-for": "203.0.113.7", "referer": "https://exemple.fr/"})
    client.get(f"{HERE}?q=habitant", headers={"user-agent": PERSON})

    assert ViewedPage.objects.count() == 0
    assert parcels() == {today("public", KEY): 2}


@pytest.mark.parametrize(
    "path",
    [
        "/lettre/confirmer/secret/",
        "/lettre/arreter/secret/",
        "/alertes/arreter/secret/",
        "/inscription/secret/annuler/",
        "/suivi/secret/",
        "/compte/connexion/",
        "/recherche/?q=secret",
        "/verifier/QH-2026-0001/",
        "/sante/",
        "/espace/",
    ],
)
def test_what_is_not_declared_is_not_even_left_in_a_file(path, client):
    """As if it had answered: a counter that looked at the answer alone would write it."""
    request = client.get(path, headers={"user-agent": PERSON}).wsgi_request
    assert (viewed(request), parcels()) == ("", {})


def test_who_bears_a_session_is_no_public_visit():
    member = Client()
    member.cookies[current.SESSION_COOKIE_NAME] = "whatever"
    read(member, HERE)
    read(member, "/observatoire/aucune-fiche/")

    assert parcels() == {}


def test_a_parcel_leaves_with_the_next_page_after_twenty_seconds(client):
    read(client, HERE)
    with clock.at(clock.now() + timedelta(seconds=19)):
        client.get("/sante/")
        early = list(counts._folder().glob("*"))
    with clock.at(clock.now() + timedelta(seconds=21)):
        client.get("/sante/")

    assert (early, len(list(counts._folder().glob("*.json")))) == ([], 1)


def test_a_parcel_is_opened_once_and_what_another_release_wrote_is_left_aside(client):
    read(client, HERE)
    counts.write_counts(every=timedelta())
    (counts._folder() / "old.json").write_text('{"2026-11-24 visiter-les-halls": 3}')

    assert (add_page_views(), add_page_views()) == (1, 0)


def test_with_a_shared_cache_parcels_go_through_it(settings):
    settings.REDIS_URL = "redis://nowhere"  # the cache of the tests answers in its place
    for _ in range(3):
        counts.TALLY.add("home:region", HERE)
        counts._put(counts.TALLY.take(every=timedelta()))

    assert (add_page_views(), add_page_views()) == (3, 0)


def test_a_disk_that_refuses_breaks_no_page(client, tmp_path):
    (tmp_path / "page_views").write_text("a file where the folder should be")
    read(client, HERE)
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert read(client, HERE) == 200


def test_a_full_disk_leaves_no_empty_file(client, tmp_path):
    read(client, HERE)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        counts.write_counts(every=timedelta())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list((tmp_path / "page_views").iterdir()) == []
