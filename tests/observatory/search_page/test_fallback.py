"""Fallback of the search page on the database when the cluster is down, said on the page (G26)."""

import json
import threading
import time

import pytest
from django.conf import settings as configured
from django.core.cache import caches

from observatory.alerts import actions
from observatory.alerts.jobs import tell
from observatory.practices.models import GoodPractice
from observatory.search import engines
from observatory.search.elastic import cluster
from observatory.search_page.engines import likest
from portal.core import clock
from tests.observatory.factories import make_practice
from tests.observatory.search import failing_servers

pytestmark = pytest.mark.django_db
BANNER = "Recherche simplifiée"
URL = "/observatoire/"


@pytest.fixture(params=("closed", "hanging", "broken"))
def down(request, settings):
    """SEARCH_URL leads to a closed port, to a server that never answers, to one that answers an error.

    Gives the server, None where there is none.
    """
    if request.param == "closed":
        settings.SEARCH_URL = failing_servers.refused()
        yield None
        return
    over = threading.Event()
    broken = failing_servers.saying(*failing_servers.ANSWERS["500"])
    act = broken if request.param == "broken" else lambda _handler: over.wait(30)
    with failing_servers.server(act) as there:
        settings.SEARCH_URL = there.url
        yield there
        over.set()


@pytest.fixture
def impatient(monkeypatch):
    """A page waits two seconds; here what it does then is tried."""
    assert cluster.TIME == 2
    monkeypatch.setattr(cluster, "TIME", 0.3)


@pytest.fixture
def sheets(organism):
    said = ("L’ascenseur suivi", "L’ascenseur en panne", "L’ascenseur public")
    return [
        make_practice(organism, "published", title=title, tags=["ascenseurs"]) for title in said
    ]


def text(client, address):
    answer = client.get(address)
    content = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 200, (address, answer.status_code)
    return content


def test_every_door_of_the_search_answers_from_the_database(client, sheets, impatient, down):
    """Page, part of it, page without result, suggestions, feeds, CSV, sheet: 200, the same sheets."""
    page = text(client, f"{URL}?q=ascenseur")
    empty = text(client, f"{URL}?q=zanzibar&famille=ESH")
    titles = [one.title for one in sheets]

    assert (BANNER in page, BANNER in empty) == (True, True)
    for address in (
        f"{URL}flux.rss?q=ascenseur",
        f"{URL}flux.atom?q=ascenseur",
        f"{URL}selection.csv?q=ascenseur",
    ):
        content = text(client, address)
        assert [title in content for title in titles] == [True] * 3, address
    rows = json.loads(text(client, f"{URL}suggestions.json?q=ascens"))["rows"]
    assert {one["text"] for one in rows} >= set(titles)
    assert len(likest(sheets[0].pk)) == 2
    assert all(title in text(client, sheets[0].get_public_url()) for title in titles)
    assert not engines.breaker_of(configured.SEARCH_URL).allows()


def test_a_page_waits_for_the_engine_once(client, sheets, impatient, down):
    """Even where nothing is found and other questions are asked; none once the breaker is open."""
    spent, asked = [], []
    for _ in range(engines.FAILURES + 1):
        started = time.monotonic()
        text(client, f"{URL}?q=zanzibar&famille=ESH&region=11")
        spent.append(time.monotonic() - started)
        asked.append(down.asked if down else 0)

    assert max(spent) < cluster.TIME + 1.5
    assert spent[-1] < 1
    assert asked == ([1, 2, 3, 3] if down else [0] * 4)


def test_an_alert_is_told_all_the_same(sheets, impatient, down, organism, alice):
    row = actions.keep(alice, "q=ascenseur", name="Pannes", frequency="at_once")
    assert tell(row.pk) is None
    fresh = make_practice(
        organism, "published", title="L’ascenseur neuf", published_on=clock.today()
    )

    digest = tell(row.pk)

    assert list(digest.practices.all()) == [GoodPractice.objects.get(pk=fresh.pk)]


def test_the_banner_leaves_when_the_engine_is_back(client, sheets, settings):
    """The page of strangers that said so is not kept."""
    caches["pages"].clear()
    address = f"{URL}?theme=T07"
    settings.SEARCH_URL = failing_servers.refused()
    during = text(client, address)
    settings.SEARCH_URL = ""
    after = text(client, address)

    assert (BANNER in during, BANNER in after) == (True, False)
