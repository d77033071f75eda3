"""A large space: its indexes serve, its pages cost what they cost with one.

`VOLUME=5000` makes the 5,000 questions and 50,000 messages of the issue, in some minutes on a busy machine.
"""

import os
import re
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from community.models import Follow, Thread, ThreadMessage, ThreadTag, ThreadWord
from community.threads import listing, pages, words
from community.threads.volume import make
from portal.core import clock
from portal.core.read_once import reading_once
from tests.community.factories import club, make_writer
from tests.community.threads.test_threads import LIST, cost

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
THREADS = int(os.environ.get("VOLUME", "600"))
MESSAGES = 9 * THREADS
MODELS = (Thread, ThreadMessage, ThreadWord, ThreadTag, Follow)
TABLES = "|".join(model._meta.db_table for model in MODELS)
# A table read whole: « Seq Scan on t » (PostgreSQL), « SCAN t » without an index (SQLite).
WHOLE = re.compile(rf"Seq Scan on (?:{TABLES})\b|\bSCAN (?:{TABLES})(?! USING)")


@pytest.fixture(scope="module")
def zoe(django_db_setup, django_db_blocker):
    """A member of the club; what she reads is made once for the module and rolled back at its end."""
    with django_db_blocker.unblock(), clock.at(datetime(2026, 11, 24, 12)), transaction.atomic():
        member = make_writer()
        call_command("make_threads", count=THREADS, seed=7, verbosity=0)
        with connection.cursor() as cursor:
            for model in MODELS:
                cursor.execute(f"ANALYZE {model._meta.db_table}")
        yield member
        transaction.set_rollback(True)


def plan(rows):
    return rows.explain()


def test_the_space_is_that_large(zoe):
    assert Thread.objects.filter(space=club()).count() == THREADS
    assert ThreadMessage.objects.count() >= MESSAGES
    counted = Thread.objects.order_by("pk")[:50]
    assert all(one.answers_count == one.messages.count() - 1 for one in counted)


def test_the_list_is_read_in_the_order_of_its_index(zoe):
    told = plan(listing.read_list(club(), zoe, listing.Asked())[:25])

    assert "thread_latest" in told
    assert re.findall(r"TEMP B-TREE FOR ORDER BY|\bSort\b", told) == []
    assert WHOLE.findall(told) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"view": "sans-reponse"},
        {"view": "sans-reponse", "sort": "anciennes"},
        {"view": "certifiees"},
        {"view": "suivies"},
        {"theme": "T07"},
        {"text": "ascenseur gardien"},
        {"text": "zzyzx"},
    ],
    ids=str,
)
def test_no_filter_reads_a_table_whole(zoe, asked):
    """But for the questions, all of this space: to join few of them, PostgreSQL may read them in one go."""
    told = plan(listing.read_list(club(), zoe, listing.Asked(**asked))[:25])

    assert WHOLE.findall(told.replace("Seq Scan on community_thread ", "")) == [], told
    assert ("thread_word_root" in told) is ("text" in asked)


def test_the_unanswered_and_the_certified_have_their_own_index(zoe):
    oldest = {"view": "sans-reponse", "sort": "anciennes"}
    told = plan(listing.read_list(club(), zoe, listing.Asked(**oldest))[:25])
    assert "thread_unanswered" in told
    assert "thread_certified" in plan(
        listing.read_list(club(), zoe, listing.Asked(view="certifiees"))[:25]
    )


def test_near_questions_are_found_by_the_index_in_four_queries_at_most(zoe):
    title = "Comment suivez-vous les pannes d’ascenseur en zone rurale ?"
    with reading_once(is_report=False), CaptureQueriesContext(connection) as queries:
        found = words.near(club(), title, zoe)
    assert (len(found), len(queries) <= 4) == (words.NEAR, True)
    assert "ascenseur" in found[0].title
    rows = ThreadWord.objects.filter(space=club(), root__in=words.roots_of(title), is_title=True)
    told = plan(rows.values("thread"))
    assert ("thread_word_root" in told, WHOLE.findall(told)) == (True, [])


def test_a_thread_reads_its_messages_by_their_index(zoe):
    thread = Thread.objects.order_by("-messages_count").first()
    told = plan(pages.MESSAGES.filter(thread=thread, number__in=range(1, 26)).order_by("number"))

    assert ("thread_message_once" in told or "thread_id" in told, WHOLE.findall(told)) == (True, [])


def test_pages_cost_as_much_as_with_one(signed_in, zoe):
    client = signed_in(zoe)
    thread = Thread.objects.select_related("space").order_by("-messages_count").first()

    assert [cost(client, LIST), cost(client, f"{LIST}?page=20")] == [9, 9]
    assert cost(client, f"{LIST}?q=ascenseur&vue=sans-reponse&theme=T07") == 8
    assert cost(client, thread.get_absolute_url()) <= 11


@pytest.mark.parametrize("sort", ["recentes", "anciennes"])
def test_the_questions_by_the_day_when_they_were_asked_have_their_index(zoe, sort):
    told = plan(listing.read_list(club(), zoe, listing.Asked(sort=sort))[:25])

    assert ("thread_asked" in told, WHOLE.findall(told)) == (True, [])
    assert re.findall(r"TEMP B-TREE FOR ORDER BY|\bSort\b", told) == []


def test_a_page_far_away_is_what_slicing_the_list_gives(signed_in, zoe):
    rows = listing.read_list(club(), zoe, listing.Asked())
    client = signed_in(zoe)
    page = client.get(f"{LIST}?page=20").context["page"]

    assert [one.pk for one in page] == [one.pk for one in rows[475:500]]
    assert (page.number, page.paginator.count) == (20, THREADS)
    numbers = [client.get(f"{LIST}?page={one}").context["page"].number for one in ("9999", "x", "")]
    assert numbers == [24, 1, 1]


@pytest.mark.postgres
def test_the_writings_of_the_last_weeks_are_found_by_their_index(zoe):
    """The life of a space reads twelve weeks of messages, not two years of them."""
    since = clock.now() - timedelta(weeks=1)
    rows = ThreadMessage.objects.filter(thread__space=club(), state="shown", created_at__gte=since)

    assert "thread_message_written" in plan(rows.values("created_at"))


def test_invented_questions_need_somebody_and_stay_out_of_production(settings, db):
    with pytest.raises(CommandError, match="aucun membre"):
        call_command("make_threads", count=1, space="auditeurs")
    settings.IS_LOCAL = False
    with pytest.raises(CommandError, match="démonstration"):
        call_command("make_threads", count=1)


def test_a_seed_makes_the_same_questions(zoe):
    def made():
        with transaction.atomic():
            last = Thread.objects.order_by("-pk").first().pk
            make(3, 11)
            rows = list(
                Thread.objects.filter(pk__gt=last)
                .order_by("pk")
                .values_list("title", "answers_count")
            )
            transaction.set_rollback(True)
        return rows

    first = made()
    assert (len(first), made()) == (3, first)
