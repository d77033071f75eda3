"""Replies by mail: signed address, quotations and signatures removed, one message or one refusal."""

import mailbox
from datetime import datetime
from email import message_from_bytes, message_from_string, policy

import pytest

from community.models import RefusedReply, ThreadMessage
from community.replies.mails import receive
from community.threads.mails import addresses
from portal.core import clock
from portal.mail_desk.mails import read_inbox
from portal.notifications import outbox
from portal.ops import worker
from portal.retention.registry import KEEPINGS
from tests.community.factories import (
    certified,
    fresh,
    make_alice,
    make_answer,
    make_thread,
    make_writer,
)
from tests.markup import tidy

pytestmark = pytest.mark.django_db
CAST = {
    "zoe": make_writer,
    "alice": make_alice,
}
DOMAIN = "reponses.example"


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
def thread(alice):
    return make_thread(alice)


def mail(
    to, sender, body="Ma réponse.", mail_id="<un@poste.example>", headers="", kind="text/plain"
):
    said = f"From: Quelqu <{sender}>\nTo: {to}\nMessage-ID: {mail_id}\nSubject: Re: x\n{headers}"
    said += f'Content-Type: {kind}; charset="utf-8"\n\n{body}'
    return message_from_string(said, policy=policy.default)


def refused(mailoutbox):
    outbox.deliver_due()
    return [(m.to[0], m.body) for m in mailoutbox if "n’a pas été publié" in m.body]


def test_the_mail_of_a_thread_takes_an_answer_to_its_page(thread, zoe, alice, mailoutbox):
    make_answer(thread, zoe)
    outbox.deliver_due()
    told = next(m for m in mailoutbox if m.to == [alice.email] and "répond" in m.body)
    assert told.reply_to[0].endswith(f"@{DOMAIN}")
    assert "répondez à ce courriel" in told.body

    assert receive(mail(told.reply_to[0], alice.email.upper(), "Merci **beaucoup**.")) is True
    message = ThreadMessage.objects.get(number=3)
    assert (message.author, message.html) == (alice, "<p>Merci <strong>beaucoup</strong>.</p>")
    assert fresh(thread).answers_count == 2


def test_without_a_domain_no_address_is_given(settings, thread, zoe, alice, mailoutbox):
    settings.REPLY_DOMAIN = ""
    make_answer(thread, zoe)
    outbox.deliver_due()
    told = next(m for m in mailoutbox if m.to == [alice.email] and "répond" in m.body)

    assert (told.reply_to, "Pour répondre, ouvrez la question" in told.body) == ([], True)
    assert receive(mail("fil+abc@", alice.email)) is False


def test_the_address_holds_nothing_readable_and_nobody_else_makes_it(settings, thread, alice, zoe):
    address = addresses.address_of(thread, alice)
    token = address.partition("@")[0].removeprefix("fil+")
    others = {addresses.token_of(thread.pk, person, 0) for person in range(1, 50)}

    assert (len(token), token == token.lower(), len(address.partition("@")[0]) <= 64) == (
        32,
        True,
        True,
    )
    assert addresses.keys_of(token) == (thread.pk, alice.pk)
    assert len({one[:4] for one in others}) > 40  # neighbours look like nothing
    for rank in range(32):
        for other in "a2":
            changed = token[:rank] + other + token[rank + 1 :]
            assert changed == token or addresses.keys_of(changed) is None
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "autre" * 12, []
    assert addresses.keys_of(token) is None


def test_an_address_outlives_the_change_of_the_secret_and_ends_when_revoked(
    settings, signed_in, thread, alice, mailoutbox
):
    to = addresses.address_of(thread, alice)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "autre" * 12, [settings.SECRET_KEY]
    receive(mail(to, alice.email))
    kept = ThreadMessage.objects.filter(number=2).exists()
    signed_in(alice).post("/espace/communautes/reponses/")
    receive(mail(to, alice.email, mail_id="<deux@x>"))

    assert (kept, ThreadMessage.objects.filter(number=3).exists()) == (True, False)
    assert "n’existe pas, ou plus" in refused(mailoutbox)[0][1]
    receive(mail(addresses.address_of(thread, alice), alice.email, mail_id="<trois@x>"))
    assert ThreadMessage.objects.filter(number=3).exists()


def test_a_repetition_is_one_message_and_one_refusal(thread, alice, mailoutbox):
    to = addresses.address_of(thread, alice)
    taken = [receive(mail(to, alice.email)) for _ in range(3)]
    for _ in range(3):
        receive(mail(to, "autre@poste.example", mail_id="<deux@x>"))

    assert (taken, ThreadMessage.objects.count()) == ([True] * 3, 2)
    assert [address for address, _ in refused(mailoutbox)] == ["autre@poste.example"]


def test_br_88_who_belongs_no_more_is_refused_and_told_once(organism, thread, alice, mailoutbox):
    to = addresses.address_of(thread, alice)
    label = organism.labels.get()
    label.state = "suspended"
    label.save()
    receive(mail(to, alice.email))

    assert ThreadMessage.objects.count() == 1
    told = refused(mailoutbox)
    assert [address for address, _ in told] == [alice.email]
    assert "vous n’écrivez pas, ou plus, dans cet espace" in told[0][1]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"body": "> cité"}, "empty"),
        ({"body": "a" * 8001}, "long"),
        ({"sender": "zoe@poste.example"}, "sender"),
    ],
)
def test_other_mails_are_refused_with_their_reason(thread, alice, facts, why, mailoutbox):
    to = addresses.address_of(thread, alice)
    receive(mail(to, **{"sender": alice.email} | facts))

    assert (RefusedReply.objects.get().why, ThreadMessage.objects.count()) == (why, 1)
    assert len(refused(mailoutbox)) == 1


def test_a_closed_question_refuses_by_mail_too(thread, alice, sonia, mailoutbox):
    to = addresses.address_of(thread, alice)
    thread.workflow.fire(thread, "close", by=sonia)
    receive(mail(to, alice.email))

    assert "cette question est close" in refused(mailoutbox)[0][1]


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: auto-generated (failure)\n",
        "Precedence: bulk\n",
        "Precedence: list\n",
        "List-Id: <une.liste>\n",
        "X-Autoreply: yes\n",
        "Return-Path: <>\n",
    ],
)
def test_nobody_answers_a_robot(thread, alice, headers, mailoutbox):
    to = addresses.address_of(thread, alice)
    taken = [receive(mail(to, alice.email, headers=headers))]
    taken.append(receive(mail(to, "autre@x.example", mail_id="<b@x>", headers=headers)))
    taken.append(receive(mail(to, "MAILER-DAEMON@x.example", mail_id="<c@x>")))

    assert (taken, ThreadMessage.objects.count()) == ([True] * 3, 1)
    assert (refused(mailoutbox), RefusedReply.objects.count()) == ([], 0)


def test_the_refusal_says_that_a_robot_wrote_it_and_stops_after_five(thread, alice, mailoutbox):
    to = addresses.address_of(thread, alice)
    for rank in range(8):
        receive(mail(to, "autre@x.example", mail_id=f"<{rank}@x>"))
    told = refused(mailoutbox)

    assert (len(told), RefusedReply.objects.count()) == (5, 8)
    assert {
        m.extra_headers["Auto-Submitted"] for m in mailoutbox if m.to == ["autre@x.example"]
    } == {"auto-replied"}
    assert receive(mail(f"x@{DOMAIN}", alice.email)) is False


def test_a_refused_mail_is_forgotten_after_a_month(thread, alice):
    receive(mail(addresses.address_of(thread, alice), "autre@x.example"))
    left = []
    for day in (datetime(2026, 12, 23, 12), datetime(2026, 12, 25, 12)):
        with clock.at(day):
            worker.run_clock()
            left.append(RefusedReply.objects.count())

    assert (left, KEEPINGS["refused_reply"].is_automatic) == ([1, 0], True)


def test_pieces_stay_out_with_a_note(signed_in, thread, alice):
    carried = mail(addresses.address_of(thread, alice), alice.email)
    carried.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    receive(carried)
    page = signed_in(alice).get(thread.get_absolute_url()).content.decode()

    assert "1\u00a0pièce jointe du courriel n’est pas reprise" in tidy(page)
    assert ThreadMessage.objects.get(number=2).pieces.count() == 0


def test_an_html_mail_gives_its_words(thread, alice):
    body = (
        "<html><head><style>p{}</style></head><body><p>Oui &amp; non.<br>Deux</p><script>x</script>"
        "<blockquote>Bonjour</blockquote></body></html>"
    )
    receive(mail(addresses.address_of(thread, alice), alice.email, body, kind="text/html"))

    assert ThreadMessage.objects.get(number=2).source == "Oui & non.\nDeux"


def test_a_mail_in_latin_and_one_of_no_known_charset_are_read(thread, alice):
    to = addresses.address_of(thread, alice)
    for rank, charset in enumerate(("iso-8859-1", "inconnu")):
        raw = f"From: {alice.email}\nTo: {to}\nMessage-ID: <{rank}@x>\n"
        raw += f'Content-Type: text/plain; charset="{charset}"\n\n'
        body = "Été".encode("iso-8859-1" if rank == 0 else "utf-8")
        receive(message_from_bytes(raw.encode() + body, policy=policy.default))

    assert [m.source for m in ThreadMessage.objects.filter(number__gt=1)] == ["Été", "Été"]


def test_the_folder_of_received_mails_gives_its_answers(thread, alice, tmp_path, settings):
    settings.MAIL_INBOX = str(tmp_path / "box")
    box = mailbox.Maildir(settings.MAIL_INBOX)
    box.add(mail(addresses.address_of(thread, alice), alice.email).as_string().encode())
    box.add(mail("inconnu@x.example", alice.email, mail_id="<z@x>").as_string().encode())
    read_inbox()

    left = [len(list((tmp_path / "box" / name).iterdir())) for name in ("new", "cur")]
    assert (left, ThreadMessage.objects.count()) == ([0, 1], 2)


def test_a_mail_certified_later_is_like_any_other(thread, alice, sonia):
    receive(mail(addresses.address_of(thread, alice), alice.email))
    message = certified(ThreadMessage.objects.get(number=2), sonia)

    assert fresh(thread).certified_id == message.pk
