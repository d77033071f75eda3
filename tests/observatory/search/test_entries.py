"""Search entries follow practices: same transaction, no delay, public content only."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from observatory.practices.models import GoodPractice
from observatory.practices.workflow import PRACTICE
from observatory.search import catalogue, entries, full_text
from observatory.search.database import DatabaseEngine
from observatory.search.documents import document
from observatory.search.models import PracticeEntry, SearchWord
from observatory.search.ports import Question
from tests import factories
from tests.observatory.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def found(text="", **chosen):
    answer = DatabaseEngine().search(Question(text, {name: (v,) for name, v in chosen.items()}))
    return [hit.pk for hit in answer.hits]


def in_full_text():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {full_text.TABLE} ORDER BY rowid")
        return [pk for (pk,) in cursor.fetchall()]


def test_a_life_is_followed_step_by_step(organism, alice, sonia):
    """BR-87 too: a sheet to confirm stays found; withdrawn, it is found nowhere at once."""
    practice = make_practice(organism, "validated", title="La girafe des halls")
    seen = [found("girafe")]
    for name, by in (("publish", sonia), ("withdraw", alice)):
        PRACTICE.fire(practice, name, by=by)
        seen.append(found("girafe"))

    assert seen == [[], [practice.pk], []]
    assert PracticeEntry.objects.count() == 0
    assert practice.pk not in in_full_text()


def test_a_sheet_to_confirm_stays_and_an_archived_one_leaves(organism, sonia):
    practice = make_practice(organism, "published", title="La girafe", review_due_on="2026-03-01")
    PRACTICE.fire(practice, "expire", by=None)
    due = found("girafe")
    PRACTICE.fire(practice, "archive", by=sonia)

    assert (due, found("girafe")) == ([practice.pk], [])


def test_an_organism_that_changes_changes_the_entries_of_its_practices(organism):
    practice = make_practice(organism, "published")
    make_practice(organism, "draft")
    other = make_practice(factories.make_organism("Tierce", region="11"), "published")
    organism.name, organism.region, organism.homes = "Zéphyr Habitat", "93", 40_000
    organism.save()

    assert found("zephyr") == [practice.pk]
    assert found(region="93") == found(taille="plus-de-30000") == [practice.pk]
    assert found(region="11") == [other.pk]
    assert found("valmeyre") == []


def test_a_rollback_takes_the_entry_back(organism):
    practice = make_practice(organism, "published", title="La girafe")
    with transaction.atomic():
        practice.title = "Le zèbre"
        practice.save()
        assert (found("zebre"), found("girafe")) == ([practice.pk], [])
        transaction.set_rollback(True)

    assert (found("zebre"), found("girafe")) == ([], [practice.pk])


def test_followers_are_told_in_the_transaction(organism, monkeypatch):
    told = []
    monkeypatch.setattr(entries, "FOLLOWERS", [lambda kept, gone: told.append((kept, gone))])
    practice = make_practice(organism, "published")
    draft = make_practice(organism, "draft")
    organism.name = "Autre nom"
    organism.save()
    organism.save()
    practice = GoodPractice.objects.get(pk=practice.pk)
    practice.state = "archived"  # not the engine's way: only the signal is looked at
    practice.save()
    draft.save()

    assert [([one.pk for one in kept], gone) for kept, gone in told] == [
        ([practice.pk], []),
        ([practice.pk], []),
        ([], [practice.pk]),
    ]


def test_the_command_makes_the_entries_of_what_is_published_alone(organism, capsys):
    practices = [make_practice(organism, "published") for _ in range(3)]
    make_practice(organism, "withdrawn")
    PracticeEntry.objects.all().delete()
    SearchWord.objects.create(word="fantome", shown="fantôme", sound="f2tom")
    call_command("build_search_index")

    assert "Fiches dans l’index\u00a0: 3." in capsys.readouterr().out
    assert DatabaseEngine().content_hashes() == {p.pk: document(p).content_hash for p in practices}
    assert in_full_text() == [p.pk for p in practices]
    assert not SearchWord.objects.filter(word="fantome").exists()


def test_a_content_hash_tells_any_change_of_what_is_said(organism):
    practice = make_practice(organism, "published")
    content_hashes = {document(practice).content_hash}
    for name, value in {"steps": "Une", "tags": ["x"], "reuse_count": 2, "year_started": 2}.items():
        setattr(practice, name, value)
        content_hashes.add(document(practice).content_hash)
    practice.contact_name = "Camille Durand"  # BR-86: a person's name is in no index

    assert len(content_hashes) == 5
    assert document(practice).content_hash in content_hashes
    assert "Durand" not in str(document(practice))
    assert "@" not in str(document(practice))


def test_a_search_costs_the_same_with_many(organism, django_assert_num_queries):
    make_practice(organism, "published", title="Gardien et ascenseur")
    engine, question = DatabaseEngine(), Question("gardien ascenseur", {"theme": ("T07",)})
    engine.search(question)
    # The catalogue, the synonyms, words (two), the sheets.
    with django_assert_num_queries(5):
        engine.search(question)
    for _ in range(30):
        make_practice(organism, "published", title="Gardien et ascenseur")
    engine.search(question)
    with django_assert_num_queries(5):
        engine.search(question)
    # The titles that begin so, the sheets, the catalogue.
    with django_assert_num_queries(3):
        engine.suggest("gar")


def test_what_a_process_keeps_follows_what_is_written(organism):
    """A sheet that changes, one that goes and a new one: as read from nothing, facets and order too."""
    practices = [make_practice(organism, "published", title=f"Gardien {n}") for n in range(9)]
    found("gardien")
    practices[2].title, practices[2].themes = "Ascenseur", ["T09"]
    practices[2].save()
    gone = practices.pop(4).pk
    GoodPractice.objects.get(pk=gone).delete()
    new = make_practice(organism, "published", title="Encore un gardien", tags=["nouveau"])
    kept = catalogue.current()

    assert kept == catalogue.current.__wrapped__()
    assert kept.practices == {new.pk, *(practice.pk for practice in practices)}
    assert kept.having("mot", "nouveau") == {new.pk}
    assert kept.having("theme", "T09") == {practices[2].pk}
    assert found("gardien", mot="nouveau") == [new.pk]


def scans():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_scan, idx_scan FROM pg_stat_xact_user_tables WHERE relname = %s",
            [full_text.TABLE],
        )
        return cursor.fetchone()


@pytest.mark.postgres
def test_a_word_of_every_sheet_is_read_by_the_index(field):
    """Left to itself the planner reads and unpacks every vector."""
    entries.rebuild(entries.published_documents())
    with connection.cursor() as cursor:
        # Eight times as many: on a hundred and twenty both ways cost the same, and chance decides.
        cursor.execute(
            f"INSERT INTO {full_text.TABLE} (rowid, vector) SELECT rowid + n * 1000000, vector "
            f"FROM {full_text.TABLE}, generate_series(1, 7) AS n"
        )
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{full_text.TABLE}_vector"])
        cursor.execute(f"ANALYZE {full_text.TABLE}")
        cursor.execute(
            f"EXPLAIN SELECT rowid FROM {full_text.TABLE} WHERE vector @@ '''s.locatair'''"
        )
        alone = cursor.fetchall()
    sequential, indexed = scans()
    keys = [(("summary",), ("locatair",)), (("title",), ("gardien",))]
    lists = full_text.postings(keys)

    assert "Seq Scan" in str(alone)  # the control
    assert len(lists[keys[0]]) == 8 * 120
    assert scans() == (sequential, indexed + 2)
