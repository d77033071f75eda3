"""A shared cache that is away: public pages live without it, limits refuse in a sentence, nothing old is served."""

import time

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse

from labelling.labels.models import Label
from labelling.organisms.models import Organism
from portal.cache import redis_cache, version_store, versions
from portal.ops import worker
from tests.factories import make_user
from tests.portal.cache.standins import FullFolder, closed_port, hanging_server

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
    settings.CACHES = settings.CACHES | {
        "default": redis,
        "versions": redis | {"KEY_PREFIX": "versions", "TIMEOUT": None},
    }


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


@pytest.fixture
def folder(site, settings, tmp_path):
    """The versions in a folder that may become full; gives what fills it, then what empties it."""
    settings.CACHES = settings.CACHES | {
        "versions": settings.FILES
        | {
            "BACKEND": "tests.portal.cache.standins.FullFolder",
            "LOCATION": str(tmp_path),
            "TIMEOUT": None,
        }
    }
    versions.bump()

    def fill(is_full=True):
        FullFolder.is_full = is_full

    yield fill
    FullFolder.is_full = False
    versions.bump()


def test_public_pages_answer_without_the_cache(away):
    begun = time.monotonic()
    answers = {path: Client(raise_request_exception=False).get(path).status_code for path in PUBLIC}

    assert answers == dict.fromkeys(PUBLIC, 200)
    assert time.monotonic() - begun < 20


def test_public_pages_are_never_kept_without_the_cache(away, site):
    before = Client().get("/annuaire/valmeyre/").content.decode()
    Organism.objects.update(name="Corvange Habitat")
    after = Client().get("/annuaire/valmeyre/").content.decode()

    assert ("Corvange" in before, "Corvange" in after) == (False, True)


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

    assert (states["cache"], states["pages"], states["base"]) == ("panne", "attention", "ok")


def test_the_address_of_the_cache_is_told_nowhere(site, settings, caplog):
    use_redis(settings, closed_port().replace("redis://", "redis://user:hunter2@"))
    Client().get("/")
    Client(raise_request_exception=False).post(
        reverse("account_login"), {"login": "a@b.fr", "password": "x"}
    )
    versions.bump()

    assert "hunter2" not in caplog.text


def test_a_page_is_not_kept_where_its_change_could_not_be_told(folder, site, monkeypatch):
    """Another process reads the folder: it sees that nothing can be written there within a second."""
    other = version_store.Store()
    kept = (other.read("public"), Client().get("/annuaire/valmeyre/"))[0]
    folder()
    Organism.objects.update(name="Corvange Habitat")

    assert kept is not None
    assert versions.current() is None
    assert "Corvange" in Client().get("/annuaire/valmeyre/").content.decode()
    monkeypatch.setattr(version_store, "TRIED_EVERY", 0)  # a second later
    assert other.read("public") is None


def test_a_change_that_could_not_be_told_is_told_as_soon_as_it_can_be(folder, site):
    other = version_store.Store()
    before = other.read("public")
    folder()
    Organism.objects.update(name="Corvange Habitat")
    folder(False)
    worker.Loop().turn()

    assert other.read("public") != before
    assert versions.current() is not None


def test_health_says_that_no_page_is_kept(folder):
    folder()
    versions.bump()
    services = (
        Client().get("/sante/services/", headers={"Accept": "application/json"}).json()["services"]
    )

    assert {one["name"]: one["state"] for one in services}["pages"] == "attention"


def test_a_store_restarted_from_an_old_copy_gives_no_former_version_back(folder):
    old = versions.current()
    versions.bump()
    mine = versions.current()
    caches["versions"].set("public", old)
    now = versions.current()

    assert len({old, mine, now}) == 3
    assert version_store.Store().read("public") == now


def test_versions_grow_although_the_clocks_of_machines_differ(folder):
    ahead = f"{2**79:020x}-00000000"
    caches["versions"].set("public", ahead)
    met = versions.current()
    versions.bump()

    assert met == ahead
    assert versions.current() > ahead
    assert versions.current() == versions.current()


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
