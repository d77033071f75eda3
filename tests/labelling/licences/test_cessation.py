"""Cessation of use (BR-83): declared support by support, confirmed, recalled, escalated."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.title.licences.models import BrandLicence
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.ops import worker
from portal.scenario.files import document
from portal.workflow import Forbidden, Refused, audit_log
from tests.labelling.labels.factories import TODAY, make_label
from tests.labelling.licences.factories import make_licence
from tests.labelling.licences.test_workflow import REASON, fire, told

pytestmark = pytest.mark.django_db


def test_br83_removal_is_declared_support_by_support_then_confirmed(
    organism, alice, chloe, bob, dircom, signed_in
):
    licence = make_licence(organism, state="ending", by=alice)
    address = f"{licence.get_absolute_url()}declarer-le-retrait/"
    page = signed_in(chloe)
    future = {"digital_removed_on": "2026-12-01", "version": 1}
    assert page.post(address, future).status_code == 422
    assert page.post(address, {"version": 1}).status_code == 422
    wrong = SimpleUploadedFile("preuve.html", b"<html>", content_type="text/html")
    first = {"digital_removed_on": "2026-11-20", "note": "Site & réseaux", "version": 1}
    assert page.post(address, first | {"proof": wrong}).status_code == 422
    proof = document("Capture", "Le site sans la marque.")
    assert page.post(address, first | {"proof": proof}).status_code == 302
    half = BrandLicence.objects.get()
    with pytest.raises(Refused) as early:
        fire(half, "confirm", by=dircom)
    done = fire(half, "declare_cessation", by=alice, print_removed_on=TODAY)
    with pytest.raises(Forbidden):
        fire(done, "confirm", by=alice)
    ended = fire(done, "confirm", by=dircom)

    assert (half.due_on, half.hand) == (half.print_due_on, "l’organisme")
    assert early.value.codes == ["removal"]
    assert (done.due_on, done.hand, done.removal_note) == (None, "la Dircom", "Site & réseaux")
    assert (ended.state, ended.removal_confirmed_on) == ("ended", TODAY)
    assert signed_in(bob).get(half.removal_proof.get_absolute_url()).status_code == 404
    served = signed_in(dircom).get(half.removal_proof.get_absolute_url())
    assert b"".join(served.streaming_content).startswith(b"%PDF")


def test_br83_a_use_that_remains_is_told_and_must_be_declared_again(organism, alice, dircom):
    licence = make_licence(organism, state="ending", by=alice)
    done = fire(
        licence, "declare_cessation", by=alice, digital_removed_on=TODAY, print_removed_on=TODAY
    )
    back = fire(done, "dispute", by=dircom, reason=REASON)

    assert (back.is_removed, back.due_on, back.hand) == (False, back.digital_due_on, "l’organisme")
    assert told("disputed") == [alice.pk]


def test_br83_reminders_then_one_escalation_to_the_dircom_and_the_referent(
    organism, alice, sonia, dircom
):
    licence = make_licence(organism, state="ending", by=alice)
    due = licence.digital_due_on
    with clock.at(datetime.combine(due, datetime.min.time())):
        worker.run_clock(with_daily=False)
        on_the_day = BrandLicence.objects.get().escalated_on
    for days in (1, 2, 70):
        with clock.at(datetime.combine(due + timedelta(days=days), datetime.min.time())):
            worker.run_clock(with_daily=False)
    late = BrandLicence.objects.get()

    assert (on_the_day, late.state, late.escalated_on) == (None, "ending", due + timedelta(days=1))
    assert told("escalated") == sorted([sonia.pk, dircom.pk])
    assert told("cessation_due") == [alice.pk] * 2  # the day before and the day after
    entries = audit_log.entries_of(late).filter(act="escalate")
    assert [entry.actor for entry in entries] == [None]


def test_br83_what_is_declared_in_time_is_neither_recalled_nor_escalated(organism, alice, dircom):
    licence = make_licence(organism, state="ending", by=alice)
    worker.run_clock(with_daily=False)
    fire(licence, "declare_cessation", by=alice, digital_removed_on=TODAY, print_removed_on=TODAY)
    with clock.at(datetime(2027, 6, 1, 9)):
        worker.run_clock(with_daily=False)
        outbox.deliver_due()

    assert BrandLicence.objects.get().escalated_on is None
    states = Message.objects.filter(notice__startswith="licence.cessation_due")
    assert set(states.values_list("state", flat=True)) <= {"dropped"}


def test_a_revoked_licence_ends_its_countdown_and_is_not_opened_again(
    organism, alice, dircom, carla
):
    licence = make_licence(organism, state="revoked", by=alice)
    done = fire(
        licence,
        "declare_cessation_revoked",
        by=alice,
        digital_removed_on=TODAY,
        print_removed_on=TODAY,
    )
    seen = fire(done, "confirm_revoked", by=dircom)
    with pytest.raises(Refused) as twice:
        fire(seen, "confirm_revoked", by=dircom)

    assert (seen.state, seen.hand, twice.value.codes) == ("revoked", "", ["confirmed"])


def test_a_new_licence_closes_the_cessation_that_was_running(organism, alice):
    old = make_licence(
        label=make_label(organism, state="expired", end_on=date(2026, 10, 1)),
        state="ending",
        by=alice,
    )
    new = make_licence(label=make_label(organism, start_on=date(2026, 11, 1)), state="eligible")
    fire(new, "accept", by=alice, supports=["web"])

    assert BrandLicence.objects.get(pk=old.pk).state == "ended"
