"""Polluted index (G05): what is not public is found nowhere; what is withdrawn leaves at once."""

import json
from dataclasses import replace

import pytest
from django.utils.dateparse import parse_date

from observatory.practices.models import GoodPractice
from observatory.search import catalogue, engines
from observatory.search.documents import document
from observatory.search.elastic import cluster as reached
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.elastic.index import Index
from observatory.search.entries import published_documents
from observatory.search.facets import FACETS
from observatory.search.ports import RECENT, Question
from portal.core.read_once import reading_once
from tests.observatory.factories import make_practice
from tests.observatory.search import failing_servers

SECRET = "zibeline"
DATED = {"published_on": parse_date("2026-01-01")}


@pytest.fixture
def there(settings, cluster, field):
    """The engine of the cluster, its index built."""
    settings.SEARCH_URL = cluster
    made = ElasticEngine(cluster)
    made.rebuild(published_documents())
    return made


def counts(answer):
    return answer.total, answer.facets, {hit.pk for hit in answer.hits}


def everything(engine, near):
    """All that can be told of the practices."""
    asked = (SECRET, f"{SECRET} gardien", "gardien", "zibelline", "")
    answers = [engine.search(Question(text, size=300)) for text in asked]
    chosen = [engine.search(Question("", {"mot": (SECRET,)})), engine.search(Question(sort=RECENT))]
    typed = [engine.suggest(text) for text in ("zibel", SECRET, "zibeline du", "gard")]
    told = [(counts(one), one.proposal) for one in answers + chosen]
    return told, typed, [engine.similar(one.pk, 20) for one in near]


def test_what_is_not_public_is_found_nowhere(organism, field, there):
    before = everything(there, field[:2])
    drafts = [
        make_practice(organism, state, title="Zibeline du gardien", tags=[SECRET], **DATED)
        for state in ("draft", "submitted", "archived", "withdrawn")
    ]
    held = [document(one) for one in drafts]
    gone = replace(held[0], pk=99_999_999)
    Index(there.url).write([*held, gone, replace(held[1], pk=88_888_888)])
    client, alias = reached.client(there.url), reached.alias(there.url)
    client.index(index=alias, id="moi", document={"title": SECRET}, refresh=True)

    assert everything(there, field[:2]) == before
    assert [there.similar(one.pk) for one in drafts] == [[]] * 4
    assert client.count(index=alias)["count"] == len(field) + 7


def test_a_hit_that_is_not_public_is_not_shown_whatever_the_cluster_counts(organism, there):
    """Its sums are right, and its hits are a draft beside a public sheet."""
    public = make_practice(organism, "published", title="Zibeline")
    draft = make_practice(organism, "draft", title="Zibeline secrète", **DATED)
    hits = [{"_index": "x", "_id": str(one.pk), "_score": 1.0} for one in (draft, public)]
    facets = {f"_filter_{name}": {"doc_count": 1, name: {"buckets": []}} for name in FACETS}
    said = failing_servers.HALF | {
        "hits": {"total": {"value": 2, "relation": "eq"}, "hits": hits},
        "aggregations": facets | {"marks": {"value": catalogue.current().marks[public.pk]}},
    }
    act = failing_servers.saying(200, failing_servers.PRODUCT, json.dumps(said).encode())

    with failing_servers.server(act) as server:
        answer = ElasticEngine(server.url).search(Question(SECRET))

        assert (server.asked, answer.total, [hit.pk for hit in answer.hits]) == (2, 1, [public.pk])


def test_words_that_a_public_sheet_has_not_find_nothing(field, there):
    """The index says otherwise than the sheet: the database answers, and the page is not a simplified one."""
    before = counts(there.search(Question("", size=300)))
    told = document(field[0])
    other = {"title": "Zibeline", "facets": told.facets | {"mot": ()}, "content_hash": "f" * 40}
    Index(there.url).write([replace(told, **other)])

    answer = engines.StandingInEngine(there.url).search(Question(SECRET))

    assert (answer.total, answer.is_simplified) == (0, False)
    assert counts(there.search(Question("", size=300))) == before


def test_a_withdrawal_is_seen_at_once_though_the_worker_is_stopped(field, there):
    gone = next(one for one in field if "gardien" in one.title)
    before = there.search(Question("gardien", size=300))
    GoodPractice.objects.filter(pk=gone.pk).update(state="withdrawn")
    after = there.search(Question("gardien", size=300))

    assert {hit.pk for hit in before.hits} - {hit.pk for hit in after.hits} == {gone.pk}
    assert (before.total - after.total, gone.pk in there.content_hashes()) == (1, True)
    for theme in gone.themes:
        assert before.facets["theme"][theme] - after.facets["theme"].get(theme, 0) == 1
    assert gone.slug not in [one.slug for one in there.suggest("gardien")]
    assert there.similar(gone.pk) == []


def test_a_publication_is_seen_at_once_though_the_worker_is_stopped(organism, there):
    fresh = make_practice(organism, "published", title="Zibeline du gardien", tags=[SECRET])

    answer = engines.StandingInEngine(there.url).search(Question(SECRET))

    assert [hit.pk for hit in answer.hits] == [fresh.pk]
    assert (answer.total, answer.is_simplified) == (1, False)
    assert fresh.slug in [one.slug for one in there.suggest("zibel")]


def test_as_many_queries_for_one_result_as_for_many(field, there, django_assert_num_queries):
    """The versions, the catalogue, the synonyms, the words, the sheets: those of the database's engine."""
    for text in (field[0].title, "gardien"):
        with reading_once(is_report=False), django_assert_num_queries(4):
            assert there.search(Question(text, size=300)).total
