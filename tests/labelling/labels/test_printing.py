"""PDF of an attestation: retried, given up with a task, relaunched by a person."""

from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from labelling.title.labels.attestations import actions
from portal.core import clock
from portal.documents import pdf
from portal.models import Entry, Message, Role
from portal.notifications.delivery import RETRIES
from portal.workflow import Forbidden, Refused
from tests.factories import make_user
from tests.labelling.labels.factories import make_granted, make_label

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12)
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def label(organism):
    return make_granted(organism)


@pytest.fixture
def tom(db):
    """The technique."""
    return make_user("Tom", "Carrier", roles=[Role.TECH])


@pytest.fixture
def no_time(monkeypatch):
    """No document is ready in zero second."""
    monkeypatch.setattr(pdf, "SECONDS", 0)


def only(label):
    return label.attestations.get()


def fail(label, times):
    """Run the job `times` times, each at the hour promised by the one before."""
    for _ in range(times):
        with clock.at(only(label).next_try_at):
            actions.make_pdf.call(only(label).number)


def test_a_failed_pdf_is_tried_again_at_the_delays_of_mails(
    label, no_time, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = DATABASE
    wanted, at = [], only(label).next_try_at
    for delay in RETRIES:
        at += delay
        wanted.append(at)
        with django_capture_on_commit_callbacks(execute=True):
            fail(label, 1)

    found = only(label)
    assert (found.status, found.attempts, found.next_try_at) == ("preparing", len(RETRIES), at)
    queued = DBTaskResult.objects.filter(run_after__gt=wanted[0] - timedelta(seconds=1))
    assert sorted(queued.values_list("run_after", flat=True)) == wanted
    assert found.error == pdf.TOO_SLOW


def test_after_the_last_delay_it_waits_for_a_person_and_says_so(label, no_time, sonia, tom, alice):
    fail(label, len(RETRIES) + 1)

    assert (only(label).status, only(label).attempts) == ("failed", len(RETRIES) + 1)
    told = Message.objects.filter(notice="attestation.print_failed")
    assert set(told.values_list("person", flat=True)) == {sonia.pk, tom.pk}
    assert Entry.objects.filter(act="print_failed").count() == 1

    fail(label, 1)
    assert only(label).attempts == len(RETRIES) + 1


def test_a_relaunched_attestation_is_printed_once(
    label, monkeypatch, sonia, django_capture_on_commit_callbacks
):
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "SECONDS", 0)
        fail(label, len(RETRIES) + 1)

    with django_capture_on_commit_callbacks(execute=True):
        actions.relaunch(only(label), by=sonia)

    printed = only(label)
    assert (printed.status, printed.error, printed.file is None) == ("published", "", False)
    actions.make_pdf.call(printed.number)
    assert only(label).file == printed.file
    with pytest.raises(Refused) as refused:
        actions.relaunch(only(label), by=sonia)
    assert refused.value.codes == ["not_stuck"]


def test_a_job_that_was_lost_shows_after_an_hour(label):
    later = only(label).next_try_at + timedelta(minutes=61)
    assert list(actions.stuck()) == []
    with clock.at(later):
        assert list(actions.stuck()) == [only(label)]


def test_br69_a_void_attestation_is_neither_shown_nor_relaunched(label, no_time, sonia):
    fail(label, len(RETRIES) + 1)
    actions.void(label, "Décision annulée")

    assert list(actions.stuck()) == []
    with pytest.raises(Refused):
        actions.relaunch(only(label), by=sonia)


def test_the_technique_and_the_referent_relaunch_from_the_page(
    label, no_time, sonia, tom, alice, signed_in
):
    fail(label, len(RETRIES) + 1)
    number = only(label).number
    for person in (sonia, tom):
        text = signed_in(person).get("/espace/attestations/").content.decode()
        assert (number in text, pdf.TOO_SLOW in text, "Relancer" in text) == (True, True, True)
    assert signed_in(alice).get("/espace/attestations/").status_code == 403
    with pytest.raises(Forbidden):
        actions.relaunch(only(label), by=alice)

    done = signed_in(tom).post(f"/espace/attestations/{number}/relancer/")
    assert (done.status_code, only(label).status) == (302, "preparing")


def test_the_label_tells_the_organism_of_the_delay_and_the_referent_where_to_relaunch(
    label, no_time, sonia, alice, signed_in
):
    fail(label, len(RETRIES) + 1)

    address = label.get_absolute_url()
    assert "retardé par un incident" in signed_in(alice).get(address).content.decode()
    assert "PDF en échec" in signed_in(sonia).get(address).content.decode()


def test_the_page_costs_the_same_with_one_and_many(signed_in, tom, django_assert_num_queries):
    client = signed_in(tom)
    for count in (1, 5):
        for _ in range(count):
            make_label().attestations.update(status="failed")
        client.get("/espace/attestations/")
        with django_assert_num_queries(7):
            client.get("/espace/attestations/")
