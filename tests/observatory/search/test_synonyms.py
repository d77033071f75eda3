"""Synonyms: their effect on results, and their edition by the référent."""

from io import StringIO

import pytest
from django.core.management import call_command

from observatory.practices.models import GoodPractice
from observatory.search.database import DatabaseEngine
from observatory.search.models import SynonymGroup
from observatory.search.ports import Question
from observatory.search.synonyms.loading import first_groups, load_synonyms
from portal.search.french import sequence
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.observatory.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
LIST = "/espace/pratiques/synonymes/"


def found(text):
    hits = DatabaseEngine().search(Question(text)).hits
    return [hit.pk for hit in hits]


@pytest.fixture
def two(organism):
    """One sheet tells of a caretaker, the other of the state of the premises."""
    return [
        make_practice(organism, "published", title=title, summary="", description="", context="")
        for title in ("Le gardien remplacé", "L’état des lieux expliqué")
    ]


def test_a_group_works_both_ways_and_a_heading_one_way(two):
    SynonymGroup.objects.create(code="a", expressions=["gardien", "personnel de proximité"])
    SynonymGroup.objects.create(code="b", heading="EDL", expressions=["état des lieux"])
    first, second = (practice.pk for practice in two)

    assert (found("personnels de proximité"), found("gardiens")) == ([first], [first])
    assert (found("edl"), found("états des lieux")) == ([second], [second])
    SynonymGroup.objects.filter(code="a").update(is_active=False)
    assert found("personnel de proximité") == []
    SynonymGroup.objects.filter(code="b").update(heading="lieu", expressions=["gardien"])
    assert (found("lieu"), found("gardien")) == ([second, first], [first])


def test_the_first_groups_are_loaded_once_and_say_something(db):
    groups = first_groups()

    assert load_synonyms() == len(groups) == SynonymGroup.objects.count() >= 120
    SynonymGroup.objects.filter(code="gardien").update(expressions=["gardien", "hôte"])
    assert load_synonyms() == 0
    assert SynonymGroup.objects.get(code="gardien").expressions == ["gardien", "hôte"]
    assert [g.code for g in groups if not all(map(sequence, g.expressions))] == []
    assert [
        g.code for g in groups if len({tuple(sequence(e)) for e in (*g.expressions, g.heading)}) < 2
    ] == []


def test_the_practices_of_the_demonstration_come_with_the_synonyms(db):
    call_command("load_practices", stdout=StringIO())

    assert SynonymGroup.objects.count() == len(first_groups())


def test_the_referent_opens_and_edits_a_group(signed_in, sonia, two):
    client = signed_in(sonia)
    typed = {"expressions": " gardien \ngardiens\nhomme de cour", "heading": "", "is_active": "on"}
    key = new_key()
    opened = client.post(f"{LIST}nouveau/", typed | {"once": key})
    again = client.post(f"{LIST}nouveau/", typed | {"once": key})
    group = SynonymGroup.objects.get()
    page = client.get(group.get_absolute_url())

    assert opened["Location"] == again["Location"] == f"{LIST}gardien/"
    assert group.expressions == ["gardien", "homme de cour"]
    assert page.context["held"] == [("gardien", 1), ("homme de cour", 0)]
    assert found("hommes de cour") == [two[0].pk]

    seen = page.context["seen"]
    edited = typed | {"expressions": "gardien\nconcierge", "seen": seen}
    assert client.post(group.get_absolute_url(), edited).status_code == 302
    late = client.post(group.get_absolute_url(), typed | {"seen": seen})
    kept = client.post(group.get_absolute_url(), typed | {"seen": late.context["seen"]})
    group.refresh_from_db()

    assert (late.status_code, kept.status_code) == (409, 302)
    assert "homme de cour" in late.content.decode()
    assert group.expressions == ["gardien", "homme de cour"]
    assert [line.act for line in audit_log.entries_of(group)] == ["edit", "edit", "open"]


def test_what_cannot_be_searched_is_refused_with_a_sentence_and_kept(signed_in, sonia):
    client = signed_in(sonia)
    refused = {
        "": "Écrivez au moins deux expressions",
        "gardien\nGardiens": "Écrivez au moins deux expressions différentes",
        "de la\ngardien": "ne contient que des mots que la recherche laisse de côté",
        f"{'a' * 81}\ngardien": "Plus courte",
        "deux trois quatre cinq six sept huit\nfoo": "Six mots au plus",
        "\n".join(f"mot{n}x" for n in range(31)): "Trente expressions au plus",
    }
    for typed, sentence in refused.items():
        answer = client.post(f"{LIST}nouveau/", {"expressions": typed, "heading": "Gardien"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert 'value="Gardien"' in page
    assert SynonymGroup.objects.count() == 0


def test_the_list_is_searched_and_costs_the_same_with_many(
    signed_in, sonia, alice, django_assert_num_queries
):
    SynonymGroup.objects.create(code="a", expressions=["réclamation", "plainte"])
    client = signed_in(sonia)
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST)
    load_synonyms()
    with django_assert_num_queries(8):
        client.get(LIST)

    assert client.get(LIST, {"q": "RECLAM"}).context["page"].paginator.count >= 2
    assert "Aucun groupe ne contient ce mot" in client.get(LIST, {"q": "zzz"}).content.decode()
    assert signed_in(alice).get(LIST).status_code == 404
    assert signed_in(alice).post(f"{LIST}nouveau/").status_code == 404


def test_an_empty_list_says_what_a_synonym_is_for(signed_in, sonia):
    assert "Aucun groupe" in signed_in(sonia).get(LIST).content.decode()
    assert GoodPractice.objects.count() == 0
