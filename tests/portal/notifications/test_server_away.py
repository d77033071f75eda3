"""Mail server away, hanging, back: one try a turn, the mails wait, and each leaves once."""

import smtplib
import socketserver
import threading
import time
from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message
from tests import factories
from tests.portal.cache.standins import hanging_server

pytestmark = pytest.mark.django_db


class Choosy(BaseEmailBackend):
    """Refuses one person's address, as a server does of one that it does not know."""

    refused = ""

    def send_messages(self, messages):
        if self.refused in messages[0].to:
            raise smtplib.SMTPRecipientsRefused({self.refused: (550, b"no such user")})
        return len(messages)


@pytest.fixture
def three(tell, dossier, organism):
    """Mails to three people, due now."""
    people = [factories.make_member(organism, "contact") for _ in range(3)]
    return [tell(person, dossier) for person in people]


def states():
    return list(Message.objects.order_by("pk").values_list("state", "attempts"))


def use(settings, port):
    options = {"host": "127.0.0.1", "port": port, "timeout": 0.3}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    }


def deliver_twice():
    """What is due takes its form, then leaves."""
    return [outbox.deliver_due() for _ in range(2)]


def test_a_server_that_hangs_is_tried_once_a_turn(three, settings):
    with hanging_server() as address:
        use(settings, int(address.rpartition(":")[2].removesuffix("/0")))
        begun = time.monotonic()
        deliver_twice()
        took = time.monotonic() - begun

    assert sum(attempts for _state, attempts in states()) == 2
    assert {state for state, _attempts in states()} == {"pending"}
    assert took < 2


def test_one_address_that_is_refused_does_not_stop_the_others(three, settings, monkeypatch):
    monkeypatch.setattr(Choosy, "refused", three[0].person.email)
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Choosy"}}
    outbox.deliver_due()

    assert states() == [("pending", 1), ("sent", 1), ("sent", 1)]


@pytest.mark.parametrize(("tries", "left"), [(5, "sent"), (6, "pending")])
def test_once_one_mail_has_left_those_that_the_server_kept_waiting_follow(
    three, settings, tries, left
):
    """Of an outage of an hour, not of a mail on which the server cuts the conversation again and again."""
    away = {"attempts": tries, "not_before": clock.now() + timedelta(minutes=30)}
    first, second, third = three
    Message.objects.filter(pk=second.pk).update(
        error="SMTPServerDisconnected: please run connect() first", **away
    )
    Message.objects.filter(pk=third.pk).update(error="SMTPDataError: (554, b'no')", **away)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    for _turn in range(3):
        outbox.deliver_due()

    assert dict(Message.objects.values_list("pk", "state")) == {
        first.pk: "sent",
        second.pk: left,
        third.pk: "pending",
    }


class Smtp(socketserver.StreamRequestHandler):
    """Takes every mail, and keeps its identity."""

    def handle(self):
        self.wfile.write(b"220 essai\r\n")
        is_text = False
        for line in self.rfile:
            if is_text:
                if line.lower().startswith(b"message-id:"):
                    self.server.taken.append(line.split(b":", 1)[1].strip())
                is_text = line != b".\r\n"
                if is_text:
                    continue
            is_text = line.upper().startswith(b"DATA")
            self.wfile.write(b"354 go\r\n" if is_text else b"250 ok\r\n")


def test_once_it_is_back_everything_that_waited_leaves_once(three, settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp) as server:
        server.taken = []
        use(settings, server.server_address[1])
        server.server_close()  # away
        deliver_twice()
        waited = states()
        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp) as back:
            back.taken = server.taken
            threading.Thread(target=back.serve_forever, args=(0.01,), daemon=True).start()
            use(settings, back.server_address[1])
            with clock.at(clock.now() + timedelta(minutes=5)):
                deliver_twice()
            back.shutdown()

    assert {state for state, _attempts in waited} == {"pending"}
    assert {state for state, _attempts in states()} == {"sent"}
    assert (len(server.taken), len(set(server.taken))) == (3, 3)
