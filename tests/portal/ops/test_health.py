"""Health checks: alive without asking anything; each service with its state; no secret (G26)."""

from datetime import timedelta

import pytest
from django.core.cache import caches

from portal.core import clock
from portal.models import Message
from portal.ops import health, worker
from tests import factories

pytestmark = pytest.mark.dated("machine")  # that of the database is told
JSON = {"Accept": "application/json"}


class Nowhere:
    """A cache that does not answer, and whose error names a secret."""

    def __init__(self, *_args):
        pass

    def __getattr__(self, name):
        if name in {"close", "close_if_unusable_or_obsolete", "clear"}:
            return lambda **_: None
        raise ConnectionRefusedError("redis://user:hunter2@cache.internal")


@pytest.fixture
def services(client, db):
    """`services()` reads the page as a machine: (status, {name: state})."""

    def read():
        answer = client.get("/sante/services/", headers=JSON)
        return answer.status_code, {s["name"]: s["state"] for s in answer.json()["services"]}

    return read


def late_mail(**age):
    return Message.objects.create(
        event_key="k", person=factories.make_user(), notice="n", template="t",
        thing_type="portal.user", thing_id=1, not_before=clock.now() - timedelta(**age),
    )  # fmt: skip


def test_a_living_process_says_so_without_its_database(client):
    """No `db` fixture: a query would be refused."""
    answer = client.get("/sante/")

    assert (answer.status_code, answer.content.decode()) == (200, "en vie\n")
    assert "no-store" in answer["Cache-Control"]


def test_all_is_well_when_every_service_answers(services):
    worker.beat()

    status, states = services()

    assert status == 200
    assert states | {"disque": "ok"} == dict.fromkeys(
        (
            "base",
            "cache",
            "pages",
            "courriels",
            "serveur-de-courriels",
            "dossiers",
            "travail-de-fond",
            "travaux",
            "horloge",
            "disque",
        ),
        "ok",
    )


def test_a_worker_never_seen_is_a_breakdown(services):
    status, states = services()

    assert (status, states["travail-de-fond"]) == (503, "panne")


def test_a_worker_silent_for_six_minutes_is_a_breakdown(services, monkeypatch):
    worker.beat()
    later = health.time.time() + 6 * 60
    monkeypatch.setattr(worker.time, "time", lambda: later)

    assert services()[1]["travail-de-fond"] == "panne"


@pytest.mark.parametrize(
    ("age", "status", "state"),
    [
        ({"minutes": 5}, 200, "ok"),
        ({"minutes": 16}, 200, "attention"),
        ({"hours": 3}, 503, "panne"),
    ],
)
def test_mails_that_wait_are_told_by_their_age(services, age, status, state):
    worker.beat()
    late_mail(**age)

    found, states = services()

    assert (found, states["courriels"]) == (status, state)


def test_a_mail_given_up_is_a_warning(services):
    worker.beat()
    message = late_mail(minutes=1)
    Message.objects.filter(pk=message.pk).update(state="failed")

    assert services()[1]["courriels"] == "attention"


def test_a_cache_that_is_away_is_a_breakdown_and_its_secret_is_not_told(client, db, settings):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": f"{__name__}.Nowhere"}}

    answer = client.get("/sante/services/", headers=JSON)

    assert answer.status_code == 503
    assert "hunter2" not in answer.content.decode()
    assert {"cache", "travail-de-fond"} == {
        s["name"] for s in answer.json()["services"] if s["detail"] == "ne répond pas"
    }


def test_people_get_a_page(client, db):
    worker.beat()

    answer = client.get("/sante/services/", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer["Content-Type"].startswith("text/html")
    assert "<h1>État du service" in answer.content.decode()
    assert "Travail de fond" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/sante/", "/sante/services/"])
def test_health_changes_nothing(client, path):
    assert client.post(path).status_code == 405


def test_a_production_without_antivirus_or_whose_antivirus_is_away_says_so(services, settings):
    settings.PORTAL_PROFILE = "production"
    found = {}
    for address in ("", "tcp://127.0.0.1:1"):
        settings.ANTIVIRUS_URL = address
        caches["answers"].clear()  # a minute later
        found[address] = services()[1]["antivirus"]

    assert found == {"": "attention", "tcp://127.0.0.1:1": "panne"}
