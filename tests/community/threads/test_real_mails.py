"""Reply mails of many programs, from `manage.py receive_mail` to the thread or to one refusal."""

import io
import sys

import pytest
from django.core.management import call_command
from django.test import override_settings

from community.models import RefusedReply, ThreadMessage
from community.threads.mails import addresses
from portal.models import User
from portal.notifications import outbox
from tests.community.factories import (
    fresh,
    make_alice,
    make_answer,
    make_thread,
    make_writer,
)
from tests.community.threads.mails import (  # fmt: skip
    APPLE,
    CODINGS,
    DOMAIN,
    GMAIL,
    OUTLOOK,
    PAGE,
    PAGES,
    ROBOTS,
    SAID,
    TEXTS,
    THUNDERBIRD,
    mail,
    parts,
)
from tests.markup import tidy

pytestmark = pytest.mark.django_db


def _thread():
    """Asked by Alice, answered by Zoé; its mails have left."""
    with override_settings(REPLY_DOMAIN=DOMAIN):
        thread = make_thread(User.objects.get(first_name="Alice"))
        make_answer(thread, User.objects.get(first_name="Zoé"))
        outbox.deliver_due()
    return thread


CAST = {"zoe": make_writer, "alice": make_alice, "thread": _thread}


@pytest.fixture(autouse=True)
def _domain(settings):
    settings.REPLY_DOMAIN = DOMAIN


@pytest.fixture
def alice(of_cast):
    return of_cast("alice")


@pytest.fixture
def organism(alice):
    return alice.memberships.get().organism


@pytest.fixture
def thread(of_cast):
    return of_cast("thread")


@pytest.fixture
def pipe(monkeypatch, capsys):
    """What a mail server does: the bytes on the standard input of the command; its outcome."""

    def give(raw):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        call_command("receive_mail")
        return capsys.readouterr().out.strip().rpartition("\u00a0: ")[2].removesuffix(".")

    return give


def refusals(mailoutbox):
    mailoutbox.clear()
    outbox.deliver_due()
    return [(m.to[0], m.extra_headers.get("Auto-Submitted"), m.body) for m in mailoutbox]


def published():
    return ThreadMessage.objects.filter(number=3).values_list("source", flat=True).first()


@pytest.mark.parametrize("program", TEXTS)
@pytest.mark.parametrize(("charset", "coding"), CODINGS)
def test_an_answer_written_above_what_it_quotes_is_published_alone(
    thread, alice, pipe, program, charset, coding
):
    to = addresses.address_of(thread, alice)
    raw = mail(to, alice.email, TEXTS[program], charset=charset, coding=coding)
    assert pipe(raw) == "community.replies.mails.receive"
    assert published() == SAID
    assert pipe(raw) == "déjà reçu"
    assert fresh(thread).answers_count == 2


@pytest.mark.parametrize("program", PAGES)
def test_an_answer_in_html_alone_gives_the_same_words(signed_in, thread, alice, pipe, program):
    to = addresses.address_of(thread, alice)
    coding = {"kind": "text/html", "coding": "quoted-printable"}
    pipe(mail(to, alice.email, PAGES[program], **coding))
    assert published() == SAID
    page = signed_in(alice).get(thread.get_absolute_url()).text
    assert (PAGE in page, "par courriel" in page) == (True, True)


def test_latin_1_is_read_and_what_attacks_is_text(signed_in, thread, alice, pipe):
    to = addresses.address_of(thread, alice)
    pipe(mail(to, alice.email, "L'été, déjà. <script>alert(1)</script>", charset="iso-8859-1"))
    assert published() == "L'été, déjà. <script>alert(1)</script>"
    assert "<script>alert(1)" not in signed_in(alice).get(thread.get_absolute_url()).text


def test_the_text_is_preferred_to_its_html_and_pieces_stay_out(signed_in, thread, alice, pipe):
    to = addresses.address_of(thread, alice)
    raw = parts(
        to,
        alice.email,
        ("Content-Type: text/plain; charset=utf-8", GMAIL.replace("\n", "\r\n")),
        (
            "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf",
            "%PDF-1.4",
        ),
    )
    pipe(raw)
    page = signed_in(alice).get(thread.get_absolute_url()).text
    assert (published(), "1\u00a0pièce jointe du courriel n’est pas reprise" in tidy(page)) == (
        SAID,
        True,
    )


def refused(thread, alice, pipe, mailoutbox, raw, why, told):
    """One refusal, one mail, marked as written by a robot; nothing in the thread; a repetition says no more."""
    assert pipe(raw) == "community.replies.mails.receive"
    pipe(raw)
    [(address, automatic, body)] = refusals(mailoutbox)
    assert (RefusedReply.objects.get().why, automatic, told in body) == (why, "auto-replied", True)
    assert fresh(thread).messages_count == 2
    return address


def test_an_empty_answer_is_refused_once(thread, alice, pipe, mailoutbox):
    raw = mail(addresses.address_of(thread, alice), alice.email, GMAIL.removeprefix(SAID))
    told = "aucun texte n’a été trouvé au-dessus du message cité"
    assert refused(thread, alice, pipe, mailoutbox, raw, "empty", told) == alice.email


def test_a_forged_sender_is_refused_and_the_person_is_told_nothing(thread, alice, pipe, mailoutbox):
    raw = mail(addresses.address_of(thread, alice), "pirate@ailleurs.example", GMAIL)
    told = "il vient d’une autre adresse"
    assert (
        refused(thread, alice, pipe, mailoutbox, raw, "sender", told) == "pirate@ailleurs.example"
    )
    assert alice.email not in mailoutbox[0].body


def test_a_revoked_address_and_one_made_up_are_refused(thread, alice, pipe, mailoutbox):
    to = addresses.address_of(thread, alice)
    addresses.revoke(alice)
    told = "cette adresse de réponse n’existe pas, ou plus"
    refused(thread, alice, pipe, mailoutbox, mail(to, alice.email, GMAIL), "address", told)
    pipe(mail(f"fil+{'a' * 32}@{DOMAIN}", alice.email, GMAIL, name="deux"))
    assert [why for (why,) in RefusedReply.objects.values_list("why")] == ["address"] * 2


def test_br_88_somebody_paused_since_the_mail_left_is_refused(
    thread, alice, organism, pipe, mailoutbox
):
    organism.labels.update(state="suspended")
    raw = mail(addresses.address_of(thread, alice), alice.email, OUTLOOK)
    refused(thread, alice, pipe, mailoutbox, raw, "right", "vous n’écrivez pas, ou plus")


def test_a_question_closed_since_is_refused(thread, alice, sonia, pipe, mailoutbox):
    thread.workflow.fire(fresh(thread), "close", by=sonia)
    raw = mail(addresses.address_of(thread, alice), alice.email, APPLE)
    refused(thread, alice, pipe, mailoutbox, raw, "closed", "cette question est close")


def test_five_megabytes_of_text_are_too_long_and_of_pieces_are_left_out(
    thread, alice, pipe, mailoutbox
):
    to = addresses.address_of(thread, alice)
    raw = mail(to, alice.email, "mot " * 1_300_000)
    refused(thread, alice, pipe, mailoutbox, raw, "long", "huit mille caractères")
    piece = ("Content-Type: application/zip\r\nContent-Disposition: attachment", "A" * 5_000_000)
    said = ("Content-Type: text/plain; charset=utf-8", THUNDERBIRD.replace("\n", "\r\n"))
    pipe(parts(to, alice.email, said, piece).replace(b"<un@", b"<gros@"))
    assert ThreadMessage.objects.get(number=3).left_out == 1
    assert published() == SAID


def test_a_mail_over_the_limit_is_refused_too_its_text_unread(
    settings, thread, alice, pipe, mailoutbox
):
    settings.MAIL_RECEIVED_LIMIT = 100_000
    piece = ("Content-Type: application/zip\r\nContent-Disposition: attachment", "A" * 200_000)
    raw = parts(
        addresses.address_of(thread, alice),
        alice.email,
        ("Content-Type: text/plain", "Oui"),
        piece,
    )
    refused(thread, alice, pipe, mailoutbox, raw, "heavy", "envoyez-le sans pièce jointe")
    other = raw.replace(DOMAIN.encode(), b"ailleurs.example").replace(b"<un@", b"<deux@")
    assert pipe(other) == "trop gros"


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize("is_known", [True, False])
def test_a_robot_publishes_nothing_and_is_never_answered(
    thread, alice, pipe, mailoutbox, robot, is_known
):
    to, sender = (
        addresses.address_of(thread, alice),
        alice.email if is_known else "x@y.example",
    )
    raw = mail(to, sender, "Je suis absente jusqu’au 4 janvier.", more=ROBOTS[robot])
    if "Subject" in ROBOTS[robot]:
        raw = raw.replace(b"Subject: =?utf-8?q?Re=3A_une_r=C3=A9ponse?=\r\n", b"", 1)
    assert pipe(raw) not in ("", "en échec")
    assert (fresh(thread).messages_count, RefusedReply.objects.count()) == (2, 0)
    assert refusals(mailoutbox) == []


def test_a_bounce_is_no_answer(thread, alice, pipe, mailoutbox):
    raw = parts(
        addresses.address_of(thread, alice),
        "mailer-daemon@relais.example",
        ("Content-Type: text/plain", "Undeliverable"),
        ("Content-Type: message/delivery-status", "Action: failed\r\nStatus: 5.1.1"),
        sort="report; report-type=delivery-status",
    )
    assert pipe(raw) == "portal.mail_desk.bounces.take_bounce"
    assert (fresh(thread).messages_count, refusals(mailoutbox)) == (2, [])


def test_the_refusal_of_a_refusal_ends_there(thread, alice, pipe, mailoutbox):
    """A robot that says nothing of itself answers each refusal: it gets five in a day, then silence."""
    to = addresses.address_of(thread, alice)
    for rank in range(9):
        pipe(mail(to, "machine@ailleurs.example", f"Ticket {rank}", name=f"t{rank}"))
    assert len(refusals(mailoutbox)) == 5
    assert fresh(thread).messages_count == 2


def test_a_subject_that_speaks_of_absence_is_not_a_robot(thread, alice, pipe):
    to = addresses.address_of(thread, alice)
    raw = mail(to, alice.email, GMAIL).replace(
        b"=?utf-8?q?Re=3A_une_r=C3=A9ponse?=", b"Re: Absences repetees du gardien au bureau"
    )
    pipe(raw)
    assert published() == SAID
