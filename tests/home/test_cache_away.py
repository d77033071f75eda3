"""A shared cache that is away: public pages live without it, limits refuse in a sentence, nothing old is served."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.title.labels.models import Label
from portal.cache import redis_cache, versions
from tests.factories import make_user
from tests.portal.cache.standins import closed_port, hanging_server

PASSWORD = "trois chats dorment dehors"
PUBLIC = (
    "/",
    "/annuaire/",
    "/annuaire/valmeyre/",
    "/observatoire/",
    "/recherche/?q=label",
    "/sante/",
)


@pytest.fixture
def site(committed_site, transactional_db):
    versions.bump()
    yield Label.objects.get()
    redis_cache._left_alone.clear()


def use_redis(settings, address):
    redis = settings.REDIS | {"LOCATION": address}
    settings.REDIS_URL, settings.COUNTS_READS = address, True
    settings.CACHES = settings.CACHES | {"default": redis}


@pytest.fixture(params=["refuses", "hangs"])
def away(request, site, settings):
    """Redis, away in two ways."""
    if request.param == "refuses":
        use_redis(settings, closed_port())
        yield
    else:
        with hanging_server() as address:
            use_redis(settings, address)
            yield


def test_public_pages_answer_without_the_cache(away):
    begun = time.monotonic()
    answers = {path: Client(raise_request_exception=False).get(path).status_code for path in PUBLIC}

    assert answers == dict.fromkeys(PUBLIC, 200)
    assert time.monotonic() - begun < 20


def test_public_pages_are_kept_without_the_cache_and_tell_a_change_at_once(away):
    """The version is in the database: being cut from the cache leaves nothing behind."""
    before = [Client().get("/annuaire/valmeyre/").content.decode() for _ in range(2)]
    with CaptureQueriesContext(connection) as queries:
        before.append(Client().get("/annuaire/valmeyre/").content.decode())
    many = len(queries)
    Organism.objects.update(name="Corvange Habitat")
    after = Client().get("/annuaire/valmeyre/").content.decode()

    assert (["Corvange" in page for page in before], "Corvange" in after) == ([False] * 3, True)
    assert many == 1


def test_a_sign_in_is_refused_in_a_sentence_while_tries_cannot_be_counted(away):
    lea = make_user("Léa", email="lea@test.example", password=PASSWORD)
    browser = Client(raise_request_exception=False)

    answer = browser.post(reverse("account_login"), {"login": lea.email, "password": PASSWORD})

    assert answer.status_code == 503
    assert "recommencez" in answer.content.decode()
    assert answer["Retry-After"] == "10"
    assert "_auth_user_id" not in browser.session


def test_a_form_without_account_is_refused_in_a_sentence_while_tries_cannot_be_counted(away):
    browser = Client(raise_request_exception=False)
    answer = browser.post(reverse("account_reset_password"), {"email": "a@test.example"})

    assert (answer.status_code, "recommencez" in answer.content.decode()) == (503, True)


def test_health_says_which_service_is_away_and_the_page_stands(away):
    services = (
        Client().get("/sante/services/", headers={"Accept": "application/json"}).json()["services"]
    )
    states = {one["name"]: one["state"] for one in services}

    assert (states["cache"], states["pages"], states["base"]) == ("panne", "ok", "ok")


def test_the_address_of_the_cache_is_told_nowhere(site, settings, caplog):
    use_redis(settings, closed_port().replace("redis://", "redis://user:hunter2@"))
    Client().get("/")
    Client(raise_request_exception=False).post(
        reverse("account_login"), {"login": "a@b.fr", "password": "x"}
    )
    versions.bump()

    assert "hunter2" not in caplog.text


def test_a_cache_that_answers_again_is_asked_again_after_a_second(site, settings):
    use_redis(settings, closed_port())
    with pytest.raises(redis_cache.CacheDown):
        cache.get("x")
    begun = time.monotonic()
    for _ in range(100):
        with pytest.raises(redis_cache.CacheDown):
            cache.get("x")

    assert time.monotonic() - begun < redis_cache.REST
    assert max(redis_cache._left_alone.values()) <= time.monotonic() + redis_cache.REST
