"""Incoming mails: one effect each, and isolated failures of receivers."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from portal import mail_desk
from portal.mail_desk import mails
from portal.models import Received, User

pytestmark = pytest.mark.django_db
MAIL = (
    b"From: Lea <lea@exemple.fr>\r\nMessage-ID: <a@exemple.fr>\r\nSubject: Bonjour\r\n\r\nOui.\r\n"
)


@pytest.fixture
def receivers(monkeypatch):
    """Those of the test, after those of the portal."""
    found = list(mail_desk.RECEIVERS)
    monkeypatch.setattr(mail_desk, "RECEIVERS", found)
    monkeypatch.setattr(mails, "RECEIVERS", found)
    return found


def outcomes():
    return list(Received.objects.values_list("outcome", flat=True))


def test_a_mail_is_given_to_the_first_that_takes_it(receivers):
    seen = []

    @mail_desk.receiver
    def takes(message):
        seen.append((message["subject"], message.get_content().strip()))
        return True

    @mail_desk.receiver
    def comes_after(message):
        seen.append("again")
        return True

    assert mails.receive(MAIL).endswith(".takes")
    assert seen == [("Bonjour", "Oui.")]


def test_the_same_mail_given_twice_has_one_effect(receivers):
    seen = []
    mail_desk.receiver(lambda message: seen.append(1) or True)

    again = MAIL.replace(b"From:", b"Received: by mx2.exemple.fr\r\nFrom:")
    mails.receive(MAIL)

    assert mails.receive(again) == mails.REPEATED
    assert seen == [1]
    assert mails.receive(MAIL.replace(b"<a@", b"<b@")) != mails.REPEATED  # the control


def test_what_a_receiver_wrote_before_it_said_no_is_undone(receivers):
    @mail_desk.receiver
    def writes_then_refuses(message):
        User.objects.create_user("lea@exemple.fr", first_name="Léa", last_name="B")
        return False

    assert mails.receive(MAIL) == ""
    assert not User.objects.filter(email="lea@exemple.fr").exists()


def test_a_receiver_that_breaks_stops_no_other_and_says_nothing_of_the_mail(receivers, caplog):
    @mail_desk.receiver
    def breaks(message):
        raise ValueError(message["subject"])

    @mail_desk.receiver
    def takes(message):
        return True

    assert mails.receive(MAIL).endswith(".takes")
    assert "Bonjour" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_mail_of_nobody_is_kept_in_mind_without_its_text(receivers):
    assert mails.receive(MAIL) == ""
    assert outcomes() == [""]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe" * 500,
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\n--x",
        b"Content-Type: message/rfc822\r\n\r\n" * 2_000,
        b"From: " + b"a" * 100_000 + b"\r\n\r\n",
        b"Subject: =?utf-8?B?////?=\r\nTo: @@@,,;\r\nMessage-ID: [\r\n\r\nx",
        b"Content-Type: text/plain; charset=nulle-part\r\n\r\n\xe9",
        b"Content-Type: message/delivery-status\r\n\r\nStatus: \xff\r\n\r\n:\r\n",
    ],
)
def test_malformed_input_breaks_nothing(receivers, raw):
    mails.receive(raw)

    assert len(outcomes()) == 1


def test_a_mail_beyond_the_limit_gives_its_head_alone(receivers, settings):
    """Whoever it is for may say that it is too heavy."""
    settings.MAIL_RECEIVED_LIMIT = len(MAIL) - 1
    given = []
    mail_desk.receiver(lambda message: given.append((message["subject"], message.get_payload())))

    assert mails.receive(MAIL) == mails.TOO_BIG
    assert (given, outcomes()) == ([("Bonjour", "")], [mails.TOO_BIG])


def test_an_automatic_answer_is_an_answer_for_nobody(receivers):
    mail_desk.receiver(lambda message: True)
    raw = MAIL.replace(b"Subject", b"Auto-Submitted: auto-replied\r\nSubject")

    assert mails.receive(raw) == "portal.mail_desk.bounces.set_automatic_aside"


def give(monkeypatch, raw):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def test_the_command_reads_its_input(receivers, monkeypatch, capsys):
    mail_desk.receiver(lambda message: message["subject"] == "Bonjour")
    give(monkeypatch, MAIL)

    call_command("receive_mail")

    assert "<lambda>" in capsys.readouterr().out


def test_a_database_that_is_away_leaves_the_mail_to_the_server(receivers, monkeypatch):
    @mail_desk.receiver
    def away(message):
        raise OperationalError

    give(monkeypatch, MAIL)
    with pytest.raises(CommandError) as stopped:
        call_command("receive_mail")

    assert stopped.value.returncode == 75
    assert outcomes() == []


def test_the_folder_is_emptied_of_what_was_dealt_with(receivers, settings, tmp_path):
    mail_desk.receiver(lambda message: "Oui" in message.get_content())
    settings.MAIL_INBOX = str(tmp_path)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.a").write_bytes(MAIL)
    (tmp_path / "new" / "2.b").write_bytes(MAIL.replace(b"Oui", b"Non"))

    assert mails.read_inbox() == 2
    assert mails.read_inbox() == 0
    assert [path.name for path in tmp_path.rglob("*.*")] == ["2.b:2,"]
