"""Counts of the cluster: those of the database, of its own finding, whatever is asked (the order may differ)."""

import pytest

from observatory.search import catalogue
from observatory.search.database import DatabaseEngine
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.entries import published_documents
from observatory.search.facets import YES
from observatory.search.models import SynonymGroup
from observatory.search.ports import RECENT, REUSED, Question

ALL = 300
TYPED = (
    "", "gardien", "gardiens et ascenseurs", "ascenseur chauffage propreté canicule", "assenseur", "zibeline",
    "« gardien et ascenseur »", "gardien gardien", "les locataires", "xylophone zanzibar", "concierge", "canicul",
    "tri des encombrants", "personnel de proximité", "ascenseur xylophone", "énergie, charges ; sécurité ?",
    "charges et quartier",
)  # fmt: skip
CHOSEN = (
    {},
    {"theme": ("T01", "T02"), "famille": ("OPH",), "locataires": (YES,)},
    {"region": ("84",), "mot": ("gardien", "inconnu")},
    {"annee": ("2020",), "taille": ("x",)},
)
GROUPS = (
    ("", ["gardien", "concierge", "personnel de proximité"]),
    ("", ["encombrants", "tri des encombrants"]),
    ("", ["charges et quartier", "médiation"]),
)


class NoDatabase(DatabaseEngine):
    def page(self, question, kept, matched):
        raise AssertionError(f"the database answered {question.text}")


class Alone(ElasticEngine, NoDatabase):
    """The engine of the cluster without the database's pages to stand in: what it counts is its own."""


@pytest.fixture
def alone(cluster, field):
    made = Alone(cluster)
    made.rebuild(published_documents())
    return made


def told(answer):
    """All that both engines say alike."""
    pks = frozenset(hit.pk for hit in answer.hits)
    facets = {name: list(counts.items()) for name, counts in answer.facets.items()}
    return answer.total, pks, facets, answer.proposal, answer.is_partial


def test_whatever_is_asked_the_counts_are_the_same(alone):
    for heading, expressions in GROUPS:
        SynonymGroup.objects.create(code=expressions[0], heading=heading, expressions=expressions)
    asked = [Question(text, chosen, size=ALL) for text in TYPED for chosen in CHOSEN]
    here = [told(DatabaseEngine().search(one)) for one in asked]

    assert [told(alone.search(one)) for one in asked] == here
    assert len({total for total, *_ in here}) > 10
    assert any(is_partial for *_, is_partial in here)


def test_a_facet_of_many_values_counts_the_same_ones(alone, monkeypatch):
    """Those of most practices, and not of most results."""
    monkeypatch.setattr(catalogue, "VALUES", 3)
    catalogue.forget()
    here = told(DatabaseEngine().search(Question("gardien", size=ALL)))

    assert told(alone.search(Question("gardien", size=ALL))) == here
    assert len(here[2]["mot"]) == 3


def test_dates_and_reuses_give_the_same_pages(alone):
    """Feeds and letters are told by them."""
    asked = [
        Question(text, sort=sort, page=page, size=7)
        for text in ("", "gardien")
        for sort in (RECENT, REUSED)
        for page in (1, 3)
    ]

    assert [alone.search(one).hits for one in asked] == [
        DatabaseEngine().search(one).hits for one in asked
    ]


def test_titles_and_extracts_are_marked_by_the_same_hand(sixty, cluster):
    """A plural and a synonym, in the text of the sheet as it is now."""
    made = Alone(cluster)
    made.rebuild(published_documents())
    asked = Question("concierges absents", size=ALL)

    there = {hit.pk: hit for hit in made.search(asked).hits}

    assert there == {hit.pk: hit for hit in DatabaseEngine().search(asked).hits}
    marked = there[sixty["BP-007"]]
    assert any(is_marked for _, is_marked in (*marked.title, *marked.extract))
