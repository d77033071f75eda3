"""Synonym rules of the cluster: all expressions accepted, plurals included; refusals are reported."""

import logging

import pytest

from observatory.index_sync import building
from observatory.search.elastic import cluster as reached
from observatory.search.elastic import mapping
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.models import SynonymGroup
from observatory.search.ports import Question
from observatory.search.synonyms.loading import load_synonyms
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(settings, cluster):
    """`built()` makes an index with the synonyms of the moment and gives (its words of a text, what it refused)."""
    settings.SEARCH_URL = cluster

    def build():
        refused = []
        building.build(tell_dropped=refused.extend)
        return lambda text: words(cluster, text), refused

    return build


def words(url, text):
    analyze = reached.client(url).indices.analyze
    said = analyze(index=reached.alias(url), analyzer="trade_asked", text=text)["tokens"]
    return {token["token"] for token in said}


def test_no_expression_of_the_trade_is_refused(built):
    """« état des lieux » loses a word to the stop words; before the synonyms, Lucene refuses its whole line."""
    load_synonyms()
    ask, refused = built()

    assert refused == []
    assert "edl" in ask("état des lieux")


def test_plurals_and_accents_find_the_synonyms_and_empty_words_are_left_out(built):
    SynonymGroup.objects.create(code="a", expressions=["gardien", "concierge"])
    SynonymGroup.objects.create(code="b", heading="EDL", expressions=["état des lieux"])
    ask, _ = built()

    assert ask("Concierges") == ask("gardiens") == {"gardien", "concierg"}
    assert {"etat", "lieu", "edl"} <= ask("l’EDL")
    assert ask("dans les mêmes pour nous") == set()


def test_stop_words_stand_after_the_synonyms_and_the_stemmer_before():
    """On a genuine core the order decides; the stand-in of the tests is kinder."""
    body = mapping.index_body()
    analysers = body["settings"]["analysis"]["analyzer"]
    order = ["lowercase", "trade_elision", "asciifolding", "trade_whole", "trade_stemmer"]

    assert analysers["trade_french"]["filter"] == [*order, "trade_stop"]
    assert analysers["trade_asked"]["filter"] == [*order, "trade_synonyms", "trade_stop"]


def test_what_the_cluster_refuses_is_told_and_stops_no_build(built, caplog):
    SynonymGroup.objects.create(code="a", expressions=["gardien", "concierge"])
    SynonymGroup.objects.create(code="b", expressions=["hall", "…"])
    with caplog.at_level(logging.WARNING, "portal.search"):
        ask, refused = built()

    assert refused == ["hall", "…"]
    assert "synonyms refused by the cluster: hall, …" in caplog.text
    assert ask("hall") == {"hall"}


def test_a_plural_is_found_in_the_extract(settings, cluster, organism):
    """The passage of a long sheet is chosen with the synonyms of what is asked."""
    settings.SEARCH_URL = cluster
    SynonymGroup.objects.create(code="a", expressions=["gardien", "concierge"])
    filler = "La résidence est entretenue par une équipe. " * 40
    make_practice(
        organism,
        "published",
        summary="Une note.",
        description=f"{filler}Le gardien revient. {filler}",
    )
    building.build()
    [hit] = ElasticEngine(cluster).search(Question("concierges")).hits

    assert any(text == "gardien" for text, is_looked_for in hit.extract if is_looked_for)
