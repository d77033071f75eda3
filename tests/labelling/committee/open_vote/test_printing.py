"""PDF of minutes and addenda: tried again, told, then asked again each morning."""

from datetime import timedelta
from io import BytesIO

import pytest
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from labelling.committee.minutes import actions, writing
from portal.core import clock
from portal.documents import pdf
from portal.models import Entry, Message
from portal.notifications.delivery import RETRIES
from tests.labelling.committee.factories import fire, fresh, vote
from tests.labelling.committee.open_vote.test_addenda import LATER, approve, content, write

pytestmark = pytest.mark.django_db
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def session(voting, carla, nora):
    """Its minutes approved, their PDF not made."""
    vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)
    fire(voting.item, "validate", carla)
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)
    return fire(voting.session, "approve_minutes", carla)


def test_minutes_that_fail_are_tried_again_at_the_delays_of_mails(
    session, carla, settings, monkeypatch
):
    settings.TASKS = DATABASE
    monkeypatch.setattr(pdf, "SECONDS", 0)
    now = clock.now()

    with clock.at(now):
        writing.make_pdf.call(session.reference, carla.pk)
        writing.make_pdf.call(session.reference, carla.pk, attempt=2)

    waits = DBTaskResult.objects.order_by("run_after").values_list("run_after", "args_kwargs")
    assert [(at - now, args["kwargs"]) for at, args in waits] == [
        (RETRIES[0], {"attempt": 1}),
        (RETRIES[2], {"attempt": 3}),
    ]
    assert Entry.objects.filter(act="print_failed").count() == 0


def test_after_the_last_delay_the_office_is_told(session, carla, nora, monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0)

    writing.make_pdf.call(session.reference, carla.pk, attempt=len(RETRIES))

    told = Message.objects.filter(notice="session.print_failed")
    assert nora.pk in set(told.values_list("person", flat=True))
    assert "renonce jusqu’à demain" in Entry.objects.get(act="print_failed").sentence


def test_what_has_no_pdf_is_printed_the_next_morning(session, carla, nora):
    actions.print_missing()
    assert fresh(session).minutes_file is None

    write(session, nora)
    row = approve(session, carla)
    with clock.at(LATER + timedelta(days=1)):
        actions.print_missing()

    row.refresh_from_db()
    assert [fresh(session).minutes_file is None, row.file is None] == [False, False]


def printed(stored):
    """What a PDF says, its spaces all alike."""
    pages = PdfReader(BytesIO(content(stored))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_printed_minutes_say_every_line_of_the_text_their_opening_included(
    session, carla, nora
):
    """Where, when, who presided, from when to when, then the seats and the points; so does the one with addenda."""
    write(session, nora)
    row = approve(session, carla)
    writing.make_pdf.call(session.reference, carla.pk)
    actions.make_pdf.call(session.reference, row.number)
    row.refresh_from_db()

    lines = [" ".join(line.split()) for line in session.minutes_text.split("\n") if line]
    for stored in (fresh(session).minutes_file, row.file):
        said = printed(stored)
        assert [line for line in lines if line not in said] == []
