"""Moderation: reported, hidden with a reason, restored; never of one's own message."""

from datetime import timedelta

import pytest

from community.models import MessageReport
from portal import documents
from portal.core import clock
from portal.documents import StoredFile
from portal.notifications import outbox
from portal.scenario.files import document
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.factories import (
    certified,
    fresh,
    make_answer,
    make_club_animator,
    make_thread,
    make_writer,
)

pytestmark = pytest.mark.django_db
WORDS = "Des mots qui blessent"


@pytest.fixture
def zoe(db):
    return make_writer()


@pytest.fixture
def yann(db):
    return make_writer("Yann", "Kermadec")


@pytest.fixture
def anna(db):
    return make_club_animator()


@pytest.fixture
def message(zoe, yann):
    return make_answer(make_thread(yann), zoe, WORDS)


def text(response):
    return response.content.decode()


def sent(mailoutbox):
    outbox.deliver_due()
    told = sorted((m.to[0], m.subject) for m in mailoutbox)
    mailoutbox.clear()
    return told


def test_a_report_goes_to_the_co_animators_alone(signed_in, message, yann, anna, sonia, mailoutbox):
    sent(mailoutbox)
    address = f"{message.get_absolute_url()}signaler/"
    client = signed_in(yann)
    nothing = client.post(address, {"once": new_key()})
    bare = client.post(address, {"motive": "other", "once": new_key()})
    done = client.post(address, {"motive": "tone", "details": "Ligne 2", "once": new_key()})
    again = client.post(address, {"motive": "tone", "once": new_key()})
    told = sent(mailoutbox)

    assert [nothing.status_code, bare.status_code, done.status_code, again.status_code] == [
        422, 422, 302, 422,
    ]  # fmt: skip
    assert [address for address, _ in told] == [anna.email]
    assert MessageReport.objects.get().details == "Ligne 2"
    assert [task.url for task in worklist.lists(anna)["do"]] == [message.get_absolute_url()]
    page = text(signed_in(anna).get(message.thread.get_absolute_url()))
    assert ("Ligne 2" in page, f"{yann}</span>" in page.split("Message signalé")[1][:400]) == (
        True,
        False,
    )


def test_without_co_animator_the_office_is_told(message, yann, sonia, mailoutbox):
    sent(mailoutbox)
    message.workflow.fire(message, "report", by=yann, motive="tone")

    assert [address for address, _ in sent(mailoutbox)] == [sonia.email]


def test_the_author_of_a_message_neither_reports_nor_judges_it(anna, yann, sonia, mailoutbox):
    own = make_answer(make_thread(yann), anna)
    sent(mailoutbox)
    for name in ("report", "hide"):
        with pytest.raises(Forbidden):
            own.workflow.fire(own, name, by=anna, motive="tone")
    own.workflow.fire(own, "report", by=yann, motive="tone")

    assert [address for address, _ in sent(mailoutbox)] == [sonia.email]
    assert worklist.lists(anna)["do"] == []


def test_a_hidden_message_leaves_its_reason_and_its_author_reads_it(
    signed_in, message, zoe, yann, anna, mailoutbox
):
    sent(mailoutbox)
    address = f"{message.get_absolute_url()}masquer/"
    facts = {"motive": "tone", "details": "Reformulez la fin.", "once": new_key()}
    done = signed_in(anna).post(address, facts)
    told = sent(mailoutbox)
    path = message.thread.get_absolute_url()
    pages = {who: text(signed_in(who).get(path)) for who in (yann, zoe, anna)}

    assert done.status_code == 302
    assert {who: WORDS in page for who, page in pages.items()} == {
        yann: False,
        zoe: True,
        anna: True,
    }
    assert ["propos blessants" in page for page in pages.values()] == [True] * 3
    assert ["Reformulez" in page for page in pages.values()] == [False, True, True]
    assert [address for address, _ in told] == [zoe.email]
    assert (
        "propos blessants, Reformulez la fin."
        in audit_log.entries_of(message.thread).first().reason
    )
    assert fresh(message.thread).answers_count == 0


def test_its_words_are_found_no_more_until_it_is_restored(
    signed_in, message, zoe, yann, anna, mailoutbox
):
    client, search = signed_in(yann), "/espace/club/questions/?q=blessent"
    found = [message.thread.title in text(client.get(search))]
    hidden = message.workflow.fire(message, "hide", by=anna, motive="tone")
    found.append(message.thread.title in text(client.get(search)))
    sent(mailoutbox)
    hidden.workflow.fire(hidden, "restore", by=anna, reason="Relu à deux.")
    found.append(message.thread.title in text(client.get(search)))
    with clock.at(clock.now() + timedelta(days=1)):  # one mail a question and day
        outbox.deliver_due()

    assert found == [True, False, True]
    assert fresh(message.thread).answers_count == 1
    assert [m.to for m in mailoutbox] == [[zoe.email]]
    assert "Relu à deux." in mailoutbox[0].body


def test_a_hidden_question_shows_no_title_but_to_its_author(signed_in, yann, zoe, anna):
    thread = make_thread(yann, "Un titre à cacher")
    first = thread.messages.get()
    first.workflow.fire(first, "hide", by=anna, motive="topic")
    paths = ("/espace/club/questions/", thread.get_absolute_url())
    paths += ("/espace/club/questions/proches/?title=titre+cacher",)
    paths += (f"{first.get_absolute_url()}signaler/", f"{thread.get_absolute_url()}repondre/")
    read = {
        who: ["Un titre à cacher" in text(signed_in(who).get(path)) for path in paths]
        for who in (zoe, yann)
    }

    assert read == {zoe: [False] * 5, yann: [True, True, False, False, False]}
    assert worklist.lists(anna)["watch"] == []


def test_hiding_a_certified_answer_ends_its_certification(message, anna, sonia):
    certified(message, sonia)
    message.workflow.fire(message, "hide", by=anna, motive="privacy")

    assert fresh(message.thread).certified_id is None


def test_a_report_is_filed_without_hiding(message, yann, anna):
    with pytest.raises(Refused):
        message.workflow.fire(message, "dismiss", by=anna, reason="Rien")
    message.workflow.fire(message, "report", by=yann, motive="tone")
    message.workflow.fire(message, "dismiss", by=anna, reason="Rien de blessant.")

    assert (fresh(message).state, MessageReport.objects.filter(closed_at=None).count()) == (
        "shown",
        0,
    )


def test_the_files_of_a_hidden_message_are_hidden_with_it(message, zoe, yann, anna, sonia):
    documents.store(document("Un", "PDF"), holder=message, by=zoe, kind="message")
    everybody = (zoe, yann, anna, sonia)

    def seen():
        return [StoredFile.objects.visible_to(fresh(who)).exists() for who in everybody]

    before = seen()
    message.workflow.fire(message, "hide", by=anna, motive="rights")
    assert (before, seen()) == ([True] * 4, [True, False, True, True])


def test_an_animator_does_not_read_who_reported_them(signed_in, anna, yann, sonia):
    own = make_answer(make_thread(yann), anna)
    own.workflow.fire(own, "report", by=yann, motive="tone")
    path = own.thread.get_absolute_url()
    told = f"{yann} a signalé"

    assert [told in text(signed_in(who).get(path)) for who in (anna, sonia)] == [False, True]
    assert "Message signalé" not in text(signed_in(anna).get(path))
