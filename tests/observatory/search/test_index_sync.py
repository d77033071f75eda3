"""Synchronisation of the index: jobs, sending, comparison, rebuild."""

import json
import socket
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import transaction

from observatory.index_sync import building, drift, jobs, lock, requests, watch
from observatory.index_sync.models import IndexCheck, IndexJob, SearchIndex
from observatory.practices.models import GoodPractice
from observatory.practices.workflow import PRACTICE
from observatory.search.documents import document
from observatory.search.elastic import cluster as reached
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.elastic.index import Index
from observatory.search.entries import published_documents
from observatory.search.models import PracticeEntry
from observatory.search.ports import EngineDown, Question
from portal.core import clock
from portal.notifications.delivery import RETRIES
from tests.observatory.factories import make_practice
from tests.observatory.search import failing_servers

pytestmark = pytest.mark.sqlite_too


@pytest.fixture
def index(settings, cluster, db):
    """A built index, which the settings name."""
    settings.SEARCH_URL = cluster
    building.build()
    return ElasticEngine(cluster)


def in_step(index):
    rows = PracticeEntry.objects.filter(practice__state__in=("published", "review_due"))
    return index.content_hashes() == dict(rows.values_list("pk", "content_hash"))


def asked():
    return list(IndexJob.objects.values_list("practice_number", flat=True))


def indices(url):
    client = reached.client(url)
    return sorted(client.indices.get(index=f"{reached.alias(url)}_v*"))


def test_what_changes_is_asked_in_the_same_transaction(organism, index, sonia):
    practice = make_practice(organism, "published")
    draft = make_practice(organism)
    number = draft.pk
    with transaction.atomic():
        PRACTICE.fire(practice, "withdraw", by=sonia)
        assert asked() == [practice.pk] * 2
        transaction.set_rollback(True)

    assert asked() == [practice.pk]
    PRACTICE.fire(GoodPractice.objects.get(pk=practice.pk), "withdraw", by=sonia)
    organism.name = "Un autre nom"
    organism.save()  # nothing of it is public any more
    draft.delete()
    assert asked() == [practice.pk, practice.pk, number]


def test_nothing_is_asked_where_the_database_searches(organism, settings):
    settings.SEARCH_URL = ""
    make_practice(organism, "published").delete()

    assert (asked(), jobs.send_what_is_due(), jobs.compare_when_due()) == ([], 0, None)
    assert IndexCheck.objects.count() == 0


def test_the_worker_sends_the_present_state_in_whatever_order(organism, index):
    first, second, third = (make_practice(organism, "published") for _ in range(3))
    GoodPractice.objects.filter(pk=first.pk).update(state="withdrawn")
    second.title = "Des moutons"
    second.save()
    waiting = list(IndexJob.objects.order_by("-pk"))  # the oldest is played last
    IndexJob.objects.all().delete()
    IndexJob.objects.bulk_create(
        IndexJob(practice_number=job.practice_number) for job in [*waiting, *waiting]
    )

    assert jobs.send_what_is_due() == 3
    assert (asked(), jobs.send_what_is_due(), in_step(index)) == ([], 0, True)
    assert set(index.content_hashes()) == {second.pk, third.pk}
    assert [hit.pk for hit in index.search(Question("moutons")).hits] == [second.pk]


def test_a_cluster_away_is_asked_again_later_and_later_then_given_up(organism, index, settings):
    make_practice(organism, "published")
    there, settings.SEARCH_URL = settings.SEARCH_URL, failing_servers.refused()
    pauses = []
    for _ in range(len(RETRIES) + 1):
        assert jobs.send_what_is_due() == 0
        job = IndexJob.objects.get()
        pauses.append(job.not_before - clock.now())
        IndexJob.objects.update(not_before=clock.now())

    assert pauses[:-1] == list(RETRIES)
    assert (job.is_given_up, job.attempts, job.error) == (True, 10, "injoignable")
    assert jobs.send_what_is_due() == 0
    assert watch.report().problems[0] == "1 mise à jour abandonnée"
    settings.SEARCH_URL = there
    assert (requests.retry_failed(), jobs.send_what_is_due()) == (1, 1)
    assert (IndexJob.objects.count(), in_step(index)) == (0, True)


def test_a_sheet_that_the_index_refuses_holds_up_no_other(organism, index):
    good, strange = (make_practice(organism, "published") for _ in range(2))
    wrong = replace(document(strange), published_on="demain")

    refused = Index(index.url).write([wrong, document(good)], [7])

    assert (list(refused), list(index.content_hashes())) == ([str(strange.pk)], [good.pk])


def test_what_the_index_refuses_is_asked_again_and_the_rest_is_done(organism, settings, db):
    settings.SEARCH_URL = failing_servers.refused()
    good, strange = (make_practice(organism, "published") for _ in range(2))
    why = {"status": 400, "error": {"type": "document_parsing_exception"}}
    items = [{"_id": str(good.pk), "status": 201}, {"_id": str(strange.pk)} | why]
    said = {"took": 1, "errors": True, "items": [{"index": one} for one in items]}
    act = failing_servers.saying(200, failing_servers.PRODUCT, json.dumps(said).encode())
    with failing_servers.server(act) as server:
        settings.SEARCH_URL = server.url

        assert jobs.send_what_is_due() == 1

    job = IndexJob.objects.get()
    assert (job.practice_number, job.error) == (strange.pk, "document_parsing_exception")
    assert (job.attempts, job.not_before > clock.now()) == (1, True)


def test_who_finds_the_key_taken_leaves_it(organism, index):
    make_practice(organism, "published")
    SearchIndex.objects.all().delete()

    with lock.held() as row:
        assert row == SearchIndex.objects.get()
    assert jobs.send_what_is_due() == 1


def test_the_check_counts_mends_and_keeps_what_differed(organism, index):
    kept, missing, stale = (make_practice(organism, "published") for _ in range(3))
    draft = make_practice(organism, published_on=clock.today())
    jobs.send_what_is_due()
    client, alias = reached.client(index.url), reached.alias(index.url)
    client.delete(index=alias, id=str(missing.pk))
    other = document(stale)
    Index(index.url).write([document(draft)])
    client.update(index=alias, id=str(stale.pk), doc={"content_hash": "x", "mark": 1})
    client.index(index=alias, id="moi", document={"title": "Sans rien"}, refresh=True)

    first = drift.check()
    again = drift.check()

    assert (first.missing, first.stale, first.surplus, first.sheets) == (1, 1, 2, 3)
    assert (again.drift, again.error, in_step(index)) == (0, "", True)
    assert index.content_hashes()[stale.pk] == other.content_hash
    assert kept.pk in index.content_hashes()


def test_the_check_comes_each_hour_and_says_what_prevents_it(index, settings):
    with clock.at(clock.now()):
        now = clock.now()
    first = jobs.compare_when_due()
    with clock.at(now + timedelta(minutes=59)):
        assert jobs.compare_when_due() is None
    settings.SEARCH_URL = failing_servers.refused()
    with clock.at(now + timedelta(minutes=61)):
        assert jobs.compare_when_due().error == "injoignable"
        assert watch.report().problems == ("vérification empêchée (injoignable)",)
    assert (first.error, IndexCheck.objects.count()) == ("", 2)


def test_an_index_is_built_beside_the_one_in_service(organism, index):
    old = indices(index.url)
    make_practice(organism, "published", title="Moutons")
    call_command("build_search_index")

    assert (len(old), len(indices(index.url)), old == indices(index.url)) == (1, 1, False)
    row = SearchIndex.objects.get()
    assert (row.sheets, row.built_at) == (1, clock.now())
    assert index.search(Question("mouton")).total == 1


def test_a_build_loses_nothing_of_what_is_written_meanwhile(field, index, sonia):
    """A sheet published, one changed, one withdrawn and sent to the old index while the new one is filled."""
    building.build()

    def while_people_write():
        for rank, one in enumerate(published_documents()):
            yield one
            if rank == 60:
                fresh = make_practice(field[0].organism, "published", title="Zibeline neuve")
                changed = GoodPractice.objects.get(pk=field[0].pk)
                changed.title = "Zibeline changée"
                changed.save()
                PRACTICE.fire(GoodPractice.objects.get(pk=field[1].pk), "withdraw", by=sonia)
                assert jobs.send_what_is_due() == 3
                assert index.search(Question("zibeline")).total == 2
                written.update(fresh=fresh.pk, changed=changed.pk)

    written = {}
    building.build(while_people_write())
    found = {hit.pk for hit in index.search(Question("zibeline")).hits}

    assert in_step(index)
    assert found == set(written.values())
    assert field[1].pk not in index.content_hashes()


def test_a_build_that_fails_changes_nothing(organism, index, settings):
    make_practice(organism, "published")
    before = indices(index.url)

    def breaking():
        yield from published_documents()
        raise EngineDown

    with pytest.raises(EngineDown):
        building.build(breaking())
    assert indices(index.url) == before
    settings.SEARCH_URL = failing_servers.refused()
    with pytest.raises(CommandError):
        call_command("build_search_index")


def test_a_theme_renamed_is_the_same_on_both_sides(organism, index):
    """The entry of the database is written again with the sheet: none stays late for ever."""
    practice = make_practice(organism, "published")
    PracticeEntry.objects.filter(pk=practice.pk).update(content_hash="x", mark=1)

    jobs.send_what_is_due()

    assert in_step(index)
    assert index.content_hashes()[practice.pk] == document(practice).content_hash


def test_the_page_and_the_services_tell_how_the_index_is(
    client, signed_in, sonia, index, settings, django_assert_num_queries
):
    here = "/espace/pratiques/index/"
    office = signed_in(sonia)
    assert "Jamais vérifié".lower() in office.get(here).text.lower()
    assert services(client)["recherche"] == ("attention", "jamais vérifié")
    drift.check()
    assert services(client)["recherche"][0] == "ok"
    IndexJob.objects.create(
        practice_number=7, is_given_up=True, attempts=10, error="ConnectionError"
    )
    page = office.get(here).text
    assert "ConnectionError" in page

    answer = office.post(here, {"once": page.split('name="once" value="')[1].split('"')[0]})

    assert answer.status_code == 302
    assert IndexJob.objects.filter(is_given_up=True).count() == 0
    IndexJob.objects.update(asked_at=clock.now() - timedelta(minutes=16))
    assert services(client)["recherche"] == ("attention", "1 mise à jour demandée et en retard")
    settings.SEARCH_URL = failing_servers.refused()
    assert services(client)["recherche"][0] == "attention"
    settings.SEARCH_URL = ""
    assert "recherche" not in services(client)
    assert "La base de données cherche elle-même" in office.get(here).text


def services(client):
    """As they are at this instant: an answer is kept for a minute."""
    caches["answers"].clear()  # a minute later
    answer = client.get("/sante/services/", headers={"accept": "application/json"})
    return {one["name"]: (one["state"], one["detail"]) for one in answer.json()["services"]}


def test_a_cluster_that_hangs_does_not_hold_the_worker(settings, monkeypatch, db):
    """It is asked for a sign of life before what is patient: a minute a call."""
    monkeypatch.setattr(reached, "TIME", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.SEARCH_URL = f"http://127.0.0.1:{door.getsockname()[1]}/essai"
        begun = time.monotonic()
        said = drift.check()
        took = time.monotonic() - begun

    assert (said.error != "", took < 5) == (True, True)
