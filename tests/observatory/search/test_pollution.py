"""Polluted index (G05): what is not public is found nowhere; what is withdrawn leaves at once."""

from dataclasses import replace

import pytest
from django.utils.dateparse import parse_date

from observatory.index_sync import lock
from observatory.practices.models import GoodPractice
from observatory.search import fallback
from observatory.search.documents import document
from observatory.search.elastic import answers as cluster_answers
from observatory.search.elastic import cluster as reached
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.entries import published_documents
from observatory.search.ports import RECENT, Question
from portal.cache import versions
from tests.observatory.factories import make_practice

SECRET = "zibeline"
DATED = {"published_on": parse_date("2026-01-01")}


@pytest.fixture
def alone(settings, cluster, field):
    """The engine of the cluster without the database to stand in: what it answers is its own."""
    settings.SEARCH_URL = cluster
    made = ElasticEngine(cluster)
    made.rebuild(published_documents())
    made.database = None
    return made


def everything(engine, near):
    """All that can be told of the practices."""
    asked = (SECRET, f"{SECRET} gardien", "gardien", "zibelline", "")
    answers = [engine.search(Question(text, size=300)) for text in asked]
    chosen = [engine.search(Question("", {"mot": (SECRET,)})), engine.search(Question(sort=RECENT))]
    typed = [engine.suggest(text) for text in ("zibel", SECRET, "zibeline du", "gard")]
    return answers + chosen, typed, [engine.similar(one.pk, 20) for one in near]


def test_what_is_not_public_is_found_nowhere(organism, field, alone):
    before = everything(alone, field[:2])
    drafts = [
        make_practice(organism, state, title="Zibeline du gardien", tags=[SECRET], **DATED)
        for state in ("draft", "submitted", "archived", "withdrawn")
    ]
    held = [document(one) for one in drafts]
    gone = replace(held[0], pk=99_999_999)
    lock.index().write([*held, gone, replace(held[1], pk=88_888_888)])
    client, alias = reached.client(alone.url), reached.alias(alone.url)
    client.index(index=alias, id="moi", document={"any": SECRET, "title": SECRET}, refresh=True)

    assert everything(alone, field[:2]) == before
    assert [alone.similar(one.pk) for one in drafts] == [[]] * 4
    assert client.count(index=alias)["count"] == len(field) + 7


def test_words_that_a_public_sheet_has_not_find_nothing(field, alone, monkeypatch):
    """Its index late, a small portal asks the database; a large one does without the sheet."""
    told = document(field[0])
    both = fallback.StandingInEngine(alone.url)
    lock.index().write([replace(told, title="Zibeline du gardien", content_hash=told.content_hash)])

    answer = both.search(Question(SECRET))
    assert (answer.total, answer.is_simplified) == (0, False)
    assert both.search(Question("", size=300)).total == len(field)
    monkeypatch.setattr(cluster_answers, "SMALL", 0)
    assert alone.search(Question(SECRET)).total == 0
    assert alone.search(Question("", size=300)).total == len(field) - 1
    assert alone.suggest("zibel") == []


def test_a_withdrawal_is_seen_at_once_though_the_worker_is_stopped(field, alone):
    gone = next(one for one in field if "gardien" in one.title)
    before = alone.search(Question("gardien", size=300))
    GoodPractice.objects.filter(pk=gone.pk).update(state="withdrawn")
    after = alone.search(Question("gardien", size=300))

    assert {hit.pk for hit in before.hits} - {hit.pk for hit in after.hits} == {gone.pk}
    assert (before.total - after.total, gone.pk in alone.content_hashes()) == (1, True)
    for theme in gone.themes:
        assert before.facets["theme"][theme] - after.facets["theme"].get(theme, 0) == 1
    assert gone.slug not in [one.slug for one in alone.suggest("gardien")]
    assert alone.similar(gone.pk) == []


def test_a_publication_is_seen_at_once_though_the_worker_is_stopped(organism, field, alone):
    both = fallback.StandingInEngine(alone.url)
    fresh = make_practice(organism, "published", title="Zibeline du gardien", tags=[SECRET])

    answer = both.search(Question(SECRET))

    assert [hit.pk for hit in answer.hits] == [fresh.pk]
    assert (answer.total, answer.is_simplified) == (1, False)
    assert fresh.slug in [one.slug for one in both.suggest("zibel")]


def test_an_index_far_astray_is_not_asked(field, alone, monkeypatch):
    monkeypatch.setattr(cluster_answers, "MOST", 3)
    told = document(field[0])
    lock.index().write([replace(told, pk=99_000_000 + n) for n in range(4)])

    answer = fallback.StandingInEngine(alone.url).search(Question("", size=300))

    assert (answer.total, answer.is_simplified) == (len(field), True)


def test_as_many_queries_for_one_result_as_for_many(field, alone, django_assert_num_queries):
    """The database is asked what is public, the synonyms in service, and the sheets of the page."""
    found = [field[0].title, "gardien"]
    for text in found:
        with versions.reading_one(), django_assert_num_queries(4):
            assert alone.search(Question(text, size=300)).total
    with (
        versions.reading_one(),
        django_assert_num_queries(5),
    ):  # two of them for words near an unknown one; no sheet to read
        assert alone.search(Question("xylophone")).total == 0


def test_the_extract_is_of_the_sheet_as_it_is_now(organism, alone):
    """A passage that the index alone still has is not shown; one that both have is, around its words."""
    past, now = "La zibeline de l’ancien gardien.", "La zibeline du nouveau gardien dort."
    long = "Rien à dire de plus. " * 40
    sheet = make_practice(organism, "published", description=f"{long}{now} {long}")
    lock.index().write([document(sheet)])
    client, alias = reached.client(alone.url), reached.alias(alone.url)
    kept = alone.search(Question(SECRET)).hits[0].extract
    client.update(index=alias, id=str(sheet.pk), doc={"body": f"{long}{past}"}, refresh=True)

    shown = alone.search(Question(SECRET)).hits[0].extract

    for extract in (kept, shown):
        assert [text for text, is_marked in extract if is_marked] == [SECRET]
        text = "".join(text for text, _ in extract).strip(" …")
        assert now in text
        assert text in sheet.description
        assert len(text) < 400
