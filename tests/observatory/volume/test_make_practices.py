"""Invented practices in volume: reproducible, complete, searchable, refused in production."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from labelling.public import criteria_by_theme
from observatory.practices.models import GoodPractice
from observatory.practices.terms import PracticeTerm
from observatory.search import engine
from observatory.search.models import PracticeEntry
from observatory.search.ports import Question
from observatory.volume import sentences
from observatory.volume.writing import make
from portal.workflow import audit_log
from tests import factories

pytestmark = pytest.mark.django_db
CODES = {theme: [f"{theme}.1", f"{theme}.2"] for theme in sentences.words()["themes"]}


def drawn(seed, many):
    return [sentences.sheet(seed, rank, CODES, date(2026, 11, 24)) for rank in range(1, many + 1)]


def test_a_seed_tells_the_same_sheets_and_another_tells_others():
    first, again, other = drawn(3, 40), drawn(3, 40), drawn(4, 40)

    assert first == again
    assert [one["slug"] for one in first] != [one["slug"] for one in other]


def test_sheets_are_varied_and_fit_their_fields():
    rows = drawn(1, 600)
    lengths = {
        name: GoodPractice._meta.get_field(name).max_length
        for name in ("title", "slug", "summary", "human_means", "timeline")
    }

    assert {theme for row in rows for theme in row["themes"]} == set(CODES)
    assert len({row["title"] for row in rows}) > 550
    assert [
        (name, row[name]) for row in rows for name, most in lengths.items() if len(row[name]) > most
    ] == []
    assert [
        text for row in rows for text in row.values() if isinstance(text, str) and "{" in text
    ] == []


def test_they_are_made_whole_once_and_found(django_assert_max_num_queries):
    organisms = [factories.make_organism(f"Organisme {name}") for name in "AB"]
    real = factories.make_organism("Organisme réel", is_demo=False)
    with django_assert_max_num_queries(45):
        assert make(30, 5) == 30
    call_command("make_practices", count=31, seed=5, verbosity=0)
    rows = list(GoodPractice.objects.all())
    a_word = PracticeTerm.objects.filter(kind="tag").first().code

    assert (len(rows), make(31, 5)) == (31, 0)
    assert {row.organism_id for row in rows} == {one.pk for one in organisms}
    assert not real.practices.exists()
    assert {(row.is_demo, row.is_published) for row in rows} == {(True, True)}
    assert PracticeEntry.objects.count() == 31
    assert engine().search(Question(chosen={"mot": (a_word,)})).total > 0
    assert {audit_log.entries_of(row).count() for row in rows} == {1}
    assert audit_log.broken() == []
    assert set(CODES) == {row["code"] for row in criteria_by_theme()}


def test_none_enters_a_portal_that_serves_people(settings):
    factories.make_organism()
    settings.IS_LOCAL = False
    with pytest.raises(CommandError, match="démonstration"):
        call_command("make_practices", count=1)

    assert not GoodPractice.objects.exists()


def test_none_is_told_by_nobody_nor_by_a_real_organism():
    factories.make_organism(is_demo=False)
    with pytest.raises(CommandError, match="Aucun organisme inventé"):
        call_command("make_practices", count=1)
