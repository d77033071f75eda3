"""Cluster failures: no page fails, and the breaker leaves it alone for a while (G26)."""

import re
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from observatory.search import engine, engines
from observatory.search.database import DatabaseEngine
from observatory.search.elastic import cluster
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.entries import published_documents
from observatory.search.ports import EngineDown, Question
from portal.core import environment
from tests.observatory.search import failing_servers

LIMIT, SHORT = cluster.TIME, 0.3  # seconds


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    """As patient as a page is, only less: what is measured is that the time is kept."""
    assert LIMIT == 2
    monkeypatch.setattr(cluster, "TIME", SHORT)


@pytest.fixture
def sheets(field):
    """Published practices, with their entries in the database."""
    DatabaseEngine().rebuild(published_documents())
    return field


def answers_as_the_database(url, field):
    """Search, likes and suggestions are the database's, in the time of one question."""
    made, there = engines.StandingInEngine(url), DatabaseEngine()
    asked = Question("gardien", {"famille": ("OPH",)})
    started = time.monotonic()
    answer = made.search(asked)
    assert answer == replace(there.search(asked), is_simplified=True)
    assert made.similar(field[0].pk) == there.similar(field[0].pk)
    assert made.suggest("gard") == there.suggest("gard") != []
    return time.monotonic() - started < SHORT + 1.5


def test_a_wrong_answer_is_the_database_s(sheets):
    kept = {}
    for kind, said in failing_servers.ANSWERS.items():
        with failing_servers.server(failing_servers.saying(*said)) as there:
            kept[kind] = answers_as_the_database(there.url, sheets), there.asked

    assert kept == dict.fromkeys(failing_servers.ANSWERS, (True, 1))


def test_an_answer_that_does_not_come_is_the_database_s(sheets):
    for act in (failing_servers.silent, failing_servers.dripping, failing_servers.hanging_up):
        with failing_servers.server(act) as there:
            assert answers_as_the_database(there.url, sheets)


def test_nobody_there_is_the_database(sheets, settings):
    settings.SEARCH_URL = failing_servers.refused()

    assert answers_as_the_database(settings.SEARCH_URL, sheets)
    assert engine().search(Question("gardien")).is_simplified


def test_an_answer_without_end_is_given_up(sheets, monkeypatch):
    monkeypatch.setattr(cluster, "HEAVIEST", 1_000)
    body = b'{"a": "' + b"x" * 100_000 + b'"}'
    with failing_servers.server(
        failing_servers.saying(200, failing_servers.PRODUCT, body)
    ) as there:
        with pytest.raises(EngineDown) as down:
            ElasticEngine(there.url).search(Question("gardien"))

        assert str(down.value) == "pas de réponse à temps"


def test_three_failures_open_the_breaker_for_thirty_seconds_then_one_trial(sheets, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(engines.time, "monotonic", lambda: now[0])
    with failing_servers.server(failing_servers.saying(*failing_servers.ANSWERS["500"])) as there:
        made = engines.StandingInEngine(there.url)
        monkeypatch.setattr(cluster, "TIME", 1e9)
        counts = []
        for later in (0, 0, 0, 0, 29.9, 0.2, 0, 30.1):
            now[0] += later
            assert made.search(Question("gardien")).is_simplified
            counts.append(there.asked)

    assert counts == [1, 2, 3, 3, 3, 4, 4, 5]


def test_an_answer_closes_the_breaker(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(engines.time, "monotonic", lambda: now[0])
    one = engines.Breaker()
    for _ in range(engines.FAILURES):
        assert one.allows()
        one.failed()
    assert not one.allows()
    now[0] += engines.PAUSE

    tried = [one.allows() for _ in range(3)]
    one.succeeded()

    assert (tried, one.allows(), one.is_open) == ([True, False, False], True, False)


def test_one_thread_alone_has_the_trial(monkeypatch):
    one = engines.Breaker()
    for _ in range(engines.FAILURES):
        one.failed()
    one.closed_at = 0
    allowed, ready = [], threading.Barrier(8)

    def ask():
        ready.wait()
        allowed.append(one.allows())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(allowed) == [False] * 7 + [True]


def test_the_breaker_is_one_an_address():
    first, second = (engines.StandingInEngine(f"http://127.0.0.1:9/{n}") for n in "ab")

    assert first.breaker is engines.StandingInEngine("http://127.0.0.1:9/a").breaker
    assert first.breaker is not second.breaker


@pytest.mark.parametrize(
    ("url", "host", "alias"),
    [
        ("http://127.0.0.1:9200", "http://127.0.0.1:9200", "observatoire"),
        ("https://a.example/es/pratiques", "https://a.example:443/es", "pratiques"),
        ("https://moi:mot%40@a.example:9243/x", "https://a.example:9243", "x"),
    ],
)
def test_the_address_of_a_cluster(url, host, alias):
    (node,) = cluster.client(url).transport.node_pool.all()

    assert (node.base_url, cluster.alias(url)) == (host, alias)


# What is loaded when a cluster searches, and only then: its library takes a second to start.
CLUSTERED = (
    "search/engines.py index_sync/building.py index_sync/drift.py index_sync/lock.py "
    "index_sync/sending.py index_sync/service.py management/commands/build_search_index.py".split()
)


def test_one_module_alone_knows_the_library_of_queries_and_the_pages_start_without_it():
    """The library that ends is changed in one place; where the database searches, nothing of it is loaded."""
    root = Path(settings.BASE_DIR, "observatory")
    sources = {str(p.relative_to(root)): p.read_text(encoding="utf-8") for p in root.rglob("*.py")}
    outside = {name: text for name, text in sources.items() if "search/elastic/" not in name}
    loads = re.compile(
        r"^from (?:elasticsearch|elastic_transport|observatory\.search\.(?:elastic|engines)"
        r"|observatory\.index_sync\.(?:building|drift|lock|sending|service))\b"
        r"|^from observatory\.index_sync import .*\b(?:building|drift|lock|sending|service)\b",
        re.MULTILINE,
    )

    assert [name for name, text in sources.items() if "elasticsearch_dsl import" in text] == [
        "search/elastic/practices.py"
    ]
    assert {name for name, text in outside.items() if loads.search(text)} == set(CLUSTERED)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://a.example", "http:// ou https://"),
        ("http://", "nommer une machine"),
        ("http://a.example/Pratiques", "lettres minuscules"),
        ("http://a.example/x*", "lettres minuscules"),
    ],
)
def test_a_wrong_address_stops_the_start_with_a_sentence(url, said):
    with pytest.raises(SystemExit) as stopped:
        environment.search(url)

    assert said in str(stopped.value)
    assert [environment.search(good) for good in ("", "https://u:p@a.example:9200/obs_2")] == [
        "",
        "https://u:p@a.example:9200/obs_2",
    ]
