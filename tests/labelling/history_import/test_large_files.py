"""Large files are read by the worker: told in lines, stopped, taken again after a stop, refused in a sentence."""

import time
from datetime import timedelta

import pytest

from labelling.steering.history_import import jobs
from labelling.steering.history_import.matching import actions
from labelling.steering.history_import.models import TrackingImport
from portal.core import clock
from portal.ops import worker
from portal.spreadsheets.reading import is_large
from portal.workflow import Refused, audit_log
from tests.labelling.history_import.conftest import plain
from tests.labelling.history_import.files import large_file
from tests.labelling.history_import.test_sending import FILE, HERE, send

pytestmark = pytest.mark.django_db
MANY = 3_100


@pytest.fixture(scope="module")
def content():
    return large_file.make(count=MANY)[0]


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


@pytest.fixture
def one(office, content):
    assert send(office, content, "suivi.xls").status_code == 302
    return TrackingImport.objects.get()


def page(client, one, part="", **headers):
    return client.get(f"{HERE}{one.reference}/{part}", **headers)


def test_only_what_is_long_to_read_is_left_to_the_worker(content):
    assert [is_large(content), is_large(FILE.read_bytes()), is_large(b"a;b\n")] == [
        True,
        False,
        False,
    ]


def test_it_waits_then_is_read_by_a_turn_of_the_worker_and_goes_on_as_any_other(office, one):
    before = plain(page(office, one).content)
    parts = [
        page(office, one, part).headers["Location"] for part in ("feuilles/", "valeurs/", "lignes/")
    ]

    jobs.read_what_waits()

    one.refresh_from_db()
    assert "Le fichier attend son tour." in before
    assert parts == [one.get_absolute_url()] * 3
    assert len(one.content["organisms"]) == MANY
    assert (one.to_read_at, one.read_since, one.rows_read) == (None, None, one.rows_total)
    assert page(office, one, "lignes/").status_code == 200
    said = [line.sentence for line in audit_log.entries_of(one)]
    assert said[0] == "Le portail a fini de lire le suivi (3\u00a0127\u00a0lignes)."
    assert said[1].endswith("a envoyé le suivi «\u00a0suivi.xls\u00a0».")


def test_the_worker_does_it_at_each_turn():
    assert jobs.read_what_waits in worker.TURN


def test_an_idle_turn_costs_a_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        jobs.read_what_waits()


def test_its_page_tells_the_lines_read_and_then_leads_on(office, one):
    TrackingImport.objects.update(rows_read=1_500, rows_total=3_128, read_since=clock.now())
    during = page(office, one)
    TrackingImport.objects.update(read_since=None)
    jobs.read_what_waits()
    after = plain(page(office, one, headers={"HX-Request": "true"}).content)

    assert "1 500 lignes comprises sur 3 128." in plain(during.content)
    assert 'aria-live="polite"' in during.content.decode()
    assert "Le fichier est lu" in after
    assert "Le fichier est lu" not in plain(page(office, one).content)


def test_nothing_is_decided_nor_confirmed_while_it_is_read(office, one, sonia):
    answer = office.post(
        f"{HERE}{one.reference}/lignes/par-remarque/", {"code": "X", "verdict": "keep"}
    )

    assert (answer.status_code, "en cours de lecture" in plain(answer.content)) == (409, True)
    with pytest.raises(Refused) as refused:
        one.workflow.fire(one, "confirm", by=sonia)
    assert refused.value.codes == ["being_read"]


def test_one_that_is_abandoned_while_it_is_read_stops_and_keeps_nothing(one, sonia):
    assert jobs.QUEUE.take(one.pk)
    reader = TrackingImport.objects.get()
    one.workflow.fire(one, "abandon", by=sonia)
    jobs.read(reader)

    one.refresh_from_db()
    assert (one.state, one.content, one.file, one.rows_read) == ("abandoned", {}, None, 0)


def test_what_is_corrected_while_it_is_read_again_is_read_once_more(one, sonia):
    jobs.read_what_waits()
    one.refresh_from_db()
    matching = actions.Matching.from_json(one.matching)
    matching.values["status"] = {"hqs": "audit"}
    actions.match(one, matching, by=sonia)
    one.refresh_from_db()
    waits, kept = one.to_read_at is not None, one.content
    jobs.read_what_waits()

    one.refresh_from_db()
    assert (waits, kept) == (True, {})
    assert {row["status"] for row in one.content["organisms"]} >= {"audit"}
    assert "diagnosis" not in {row["status"] for row in one.content["organisms"]}


def test_a_worker_that_stopped_in_the_middle_is_replaced_three_minutes_later(one):
    assert jobs.QUEUE.take(one.pk)
    again = [jobs.QUEUE.take(one.pk)]
    with clock.at(clock.now() + timedelta(minutes=4)):
        jobs.read_what_waits()

    one.refresh_from_db()
    assert (again, len(one.content["organisms"])) == ([False], MANY)


def test_what_cannot_be_read_is_abandoned_and_says_why(office):
    text = (
        "Organisme;Statut\n" + "Corvange;prépa\n" * 3_000 + '"jamais refermé;prépa\n' + "x;y\n" * 10
    )
    send(office, text.encode(), "suivi.csv")
    jobs.read_what_waits()
    one = TrackingImport.objects.get()

    assert one.state == "abandoned"
    assert "un guillemet n’est pas refermé" in plain(page(office, one).content)


def test_what_no_reading_would_accept_is_refused_at_once(office):
    answer = send(office, b"%PDF-1.7\n" + b"x\n" * 4_000, "suivi.pdf")

    assert (answer.status_code, TrackingImport.objects.count()) == (422, 0)


@pytest.mark.slow
def test_five_thousand_rows_are_previewed_in_ten_seconds(signed_in, sonia):
    client = signed_in(sonia)
    content = large_file.make()[0]
    start = time.process_time()
    send(client, content, "suivi.xls")
    jobs.read_what_waits()
    one = TrackingImport.objects.get()
    answer = page(client, one, "lignes/")

    assert answer.status_code == 200
    assert time.process_time() - start < 10
