"""The picture of the public sheets: a process that starts from it finds what one finds that reads them all."""

import pytest
from django.db import connection

from observatory.models import GoodPractice, PracticeEntry
from observatory.search import keeping, mending, picture, picturing, shelf, texts
from observatory.search.database import DatabaseEngine
from observatory.search.models import PictureList, ShelfPicture
from observatory.search.ports import Question
from tests.observatory.making import make_practice

pytestmark = pytest.mark.django_db
WORDS = [
    ("gardien",),
    ("le", "gardien"),
    ("locatair",),
    ("gardien", "hall"),
    ("suit", "le", "gardien"),
]
KEYS = [(field, roots) for field in ("title", "summary", "body") for roots in WORDS]


@pytest.fixture
def field(field, monkeypatch):
    """The same sheets, their entries written; so few are enough for a picture to serve."""
    monkeypatch.setattr(picture, "LARGE", 1)
    keeping.rebuild(keeping.published_documents())
    return field


def told(kept):
    """{pk: names of the sets and lists that hold it}, whatever its place."""
    lists = {key: bits for key, bits in kept.lists(KEYS).items() if bits}
    sets = {key: bits for key, bits in kept.sets.items() if key != ("pictured",)}
    return {
        pk: {key for key, bits in (sets | lists).items() if bits >> slot & 1}
        for pk, slot in kept.slots.items()
    }


def started():
    shelf.leave()
    return shelf.current()


def read():
    shelf.drop()
    return shelf.current()


def test_what_changed_since_is_read_and_what_left_is_out(organism, field):
    """G05: a sheet withdrawn after the picture is in no set, though the picture has it."""
    picturing.take(common=1, paired=1)
    GoodPractice.objects.filter(pk=field[0].pk).update(state="withdrawn")
    field[1].delete()
    field[2].title, field[2].tags = "Le gardien du hall", ["nouveau"]
    field[2].save()
    make_practice(organism, "published", title="Encore le gardien hall")
    make_practice(organism, "published", title="Un autre", pk=field[0].pk + 70_000)
    first, anew = started(), read()

    assert (first.picture, len(first.loose), anew.picture) == (
        ShelfPicture.objects.get().pk,
        3,
        None,
    )
    assert told(first) == told(anew)
    assert first.marks == anew.marks
    assert field[0].pk not in first.slots


def test_a_shelf_that_goes_on_from_its_picture_is_mended_as_another(organism, field):
    picturing.take(common=1, paired=1)
    told(started())
    for practice in field[3:6]:
        practice.description = "Une équipe suit le gardien."
        practice.save()
    field[3].description = "Rien."
    field[3].save()

    assert (len(shelf.current().loose), told(shelf.current())) == (3, told(read()))


def test_the_picture_of_what_is_hidden_does_not_exist(organism, field):
    make_practice(organism, "draft", title="La zibeline")
    PracticeEntry.objects.filter(pk=field[0].pk).update(
        tokens={**_tokens(field[0]), "title": "zibelin"}
    )
    GoodPractice.objects.filter(pk=field[0].pk).update(state="archived")

    assert picturing.take(common=1) == 119
    assert not PictureList.objects.filter(name__contains="zibelin").exists()


def _tokens(practice):
    return PracticeEntry.objects.get(pk=practice.pk).tokens


def test_a_sheet_that_changes_while_the_picture_is_taken_is_read_again(field, monkeypatch):
    pairs = picturing._pairs

    def meanwhile(commonest, marks):
        field[0].title = "Le hall du gardien"
        field[0].save()
        field[1].delete()
        return pairs(commonest, marks)

    monkeypatch.setattr(picturing, "_pairs", meanwhile)
    picturing.take(common=1, paired=1)
    first = started()

    assert set(first.loose) == {first.slots[field[0].pk]}
    assert told(first) == told(read())


def test_it_is_taken_when_many_have_changed_and_two_are_kept(organism, field):
    due = [picturing.take_when_due(), picturing.take_when_due(large=100, far=2)]
    due.append(picturing.take_when_due(large=100, far=2))
    for practice in field[:2]:
        practice.tags = ["neuf"]
        practice.save()
    due.append(picturing.take_when_due(large=100, far=2))
    picturing.take()

    assert due == [None, 120, None, 120]
    assert ShelfPicture.objects.count() == picturing.KEPT


def test_too_much_has_changed_and_the_sheets_are_read(field, monkeypatch):
    monkeypatch.setattr(picture, "LOOSE", 3)
    picturing.take(common=1, paired=1)
    for practice in field[:4]:
        practice.title = "Le gardien du hall"
        practice.save()
    first = started()

    assert (first.picture, first.loose) == (None, {})
    assert told(first) == told(read())


def test_a_picture_that_has_gone_is_done_without(field):
    picturing.take(common=1, paired=1)
    first = started()
    ShelfPicture.objects.all().delete()

    assert told(first) == told(read())


def test_a_set_is_written_as_its_bits_or_as_its_places():
    for slots in ([], [0], [3, 700], list(range(0, 1_000, 3)), [999]):
        assert picture.unpacked(picture.packed(slots, 1_000), 1_000) == sum(
            1 << one for one in slots
        )


def test_a_start_costs_the_same_with_one_and_many(organism, field, django_assert_num_queries):
    """Of a process: the sums, the picture, what changed (two), synonyms, lists of words (two), the sheets."""
    picturing.take(common=1, paired=1)
    for many in (1, 30):
        for practice in field[:many]:
            practice.tags = ["neuf"]
            practice.save()
        shelf.leave()
        with django_assert_num_queries(8):
            DatabaseEngine().search(Question("gardien"))


def test_a_publication_is_found_in_its_block_alone(organism, field):
    before = mending.tallies()
    practice = make_practice(organism, "published", pk=field[0].pk + 70_000)
    after = mending.tallies()
    changed = {block for block in after if after[block] != before.get(block)}

    assert changed == {practice.pk // mending.WIDE}
    assert list(mending._public(changed)) == [practice.pk]
    assert mending.tallies_of(shelf.current().marks) == after


def scans():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_scan, idx_scan FROM pg_stat_xact_user_tables WHERE relname = %s",
            [texts.TABLE],
        )
        return cursor.fetchone()


@pytest.mark.postgres
def test_a_word_of_every_sheet_is_read_by_the_index(field):
    """Left to itself the planner reads and unpacks every vector."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {texts.TABLE}")
        cursor.execute(f"EXPLAIN SELECT rowid FROM {texts.TABLE} WHERE vector @@ '''s.locatair'''")
        alone = cursor.fetchall()
    sequential, indexed = scans()
    lists = texts.postings([("summary", ("locatair",)), ("title", ("gardien",))])
    begun = texts.beginnings(["gard"], 5)

    assert "Seq Scan" in str(alone)  # the control
    assert len(lists["summary", ("locatair",)]) == 120
    assert begun == sorted(begun, reverse=True)
    assert len(begun) == 5
    assert scans() == (sequential, indexed + 3)


@pytest.mark.postgres
def test_the_sums_are_read_in_two_indexes():
    with connection.cursor() as cursor:  # a small table is read whole whatever its indexes
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute("DROP INDEX practice_review")  # as good for a table that nobody has vacuumed
    plan = mending.sums().explain()

    assert "Index Only Scan using practice_state" in plan
    assert "Index Only Scan using practice_entry_mark" in plan
