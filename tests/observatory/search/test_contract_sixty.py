"""Contract of both search engines on the demonstration’s practices: words as people write them, likes, suggestions."""

import pytest

from observatory.practices.models import GoodPractice
from observatory.search.ports import Question, Suggestion
from tests.observatory.search import fake_cluster

pytestmark = pytest.mark.sqlite_too


def pks(answer):
    return [hit.pk for hit in answer.hits]


def marked(pieces):
    return [text for text, is_looked_for in pieces if is_looked_for]


WRITTEN = {
    "panne d’ascenseur": "BP-037",
    "PANNES ASCENSEURS": "BP-037",
    "assenseur": "BP-037",
    "élévateur en panne": "BP-037",
    "moisisures": "BP-039",
    "etat des lieux": "BP-026",
    "edl": "BP-026",
    "G.U.S.P.": "BP-054",
    "concierges absents": "BP-007",
    "comment faire quand un ascenseur tombe en panne ?": "BP-037",
    "« budget participatif »": "BP-012",
}


def test_words_are_found_and_marked_as_people_write_them(sixty, engine):
    """What is typed is planned before any engine: of the slow stand-in, one in three is asked but in make test-all."""
    step = fake_cluster.step(engine)
    first = 1 if engine.name == "database" else 3  # a cluster ranks in its own way
    asked = dict(list(WRITTEN.items())[::step])
    shown = {typed: pks(engine.search(Question(typed, size=first))) for typed in asked}
    hits = engine.search(Question("gardiens absents")).hits
    [hit] = [one for one in hits if one.pk == sixty["BP-007"]]

    assert [t for t, sheet in asked.items() if sixty[sheet] not in shown[t]] == []
    assert marked(hit.title) == ["gardien"]
    assert marked(hit.extract) == ["gardiens", "absents"]
    assert "".join(text for text, _ in hit.title) == GoodPractice.objects.get(pk=hit.pk).title
    assert engine.search(Question("panne d’assenseur")).proposal == "panne d’ascenseur"
    assert engine.search(Question("panne d’ascenseur")).proposal == ""
    assert engine.search(Question("xylophone")).total == 0
    assert engine.search(Question("femme")).proposal == ""


def test_likes_of_a_sheet_and_what_goes_on_from_what_is_typed(sixty, engine):
    likes = engine.similar(sixty["BP-024"], size=3)

    assert sixty["BP-056"] in likes
    assert sixty["BP-024"] not in likes
    assert len(set(likes)) == 3
    assert engine.similar(0) == []

    title, slug = GoodPractice.objects.values_list("title", "slug").get(pk=sixty["BP-037"])

    assert Suggestion(title, slug) in engine.suggest("ASCEN")
    assert engine.suggest("ascenseur en pan") == [Suggestion(title, slug)]
    assert "réclamations" in [one.text for one in engine.suggest("recla")]
    assert [engine.suggest(typed) for typed in ("", "a", "'\"*", "xyzz")] == [[]] * 4
