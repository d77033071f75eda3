"""Forgotten password: nothing tells whether an account exists; the mail alone opens the way."""

import re
import time
from statistics import median

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from portal.accounts import rate_limits
from tests.portal.accounts.conftest import PASSWORD, is_signed_in
from tests.portal.accounts.test_sign_in import told

NEW = "quatre renards sautent le mur"


def ask(client, email, **more):
    return client.post(reverse("account_reset_password"), {"email": email}, **more)


def link_in(mail):
    return re.search(r"http://127\.0\.0\.1:8000(\S+)", mail.body)[1]


def follow(client, mail):
    """The link, then the page without the key in its address."""
    response = client.get(link_in(mail))
    return response.headers["Location"]


def test_the_mail_lets_choose_a_password(client, lea, sign_in, mailoutbox):
    ask(client, lea.email)
    mail = mailoutbox[0]
    assert mail.subject == "Choisir un nouveau mot de passe"
    assert mail.to == [lea.email]
    assert mail.extra_headers["Message-ID"].endswith("@127.0.0.1>")

    page = follow(client, mail)
    assert page.endswith("-choisir/")
    response = client.post(page, {"password1": NEW, "password2": NEW})

    assert response.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert not is_signed_in(client)
    sign_in(lea.email, NEW)
    assert is_signed_in(client)
    assert [mail.subject for mail in mailoutbox[1:]] == ["Votre mot de passe a changé"]


def test_the_link_serves_once_and_three_days(client, lea, mailoutbox):
    with time_machine.travel("2026-11-24 10:00", tick=False) as now:
        ask(client, lea.email)
        ask(client, lea.email)
        page = follow(client, mailoutbox[0])
        client.post(page, {"password1": NEW, "password2": NEW})
        assert "Ce lien ne vaut plus." in Client().get(link_in(mailoutbox[0])).content.decode()

        ask(client, lea.email)
        now.shift(3 * 86400 + 60)
        assert "Ce lien ne vaut plus." in Client().get(link_in(mailoutbox[-1])).content.decode()


def test_an_unknown_or_closed_address_gets_the_same_answer_and_no_mail(client, lea, mailoutbox):
    lea.is_active = False
    lea.save()
    closed = ask(client, lea.email)
    unknown = ask(client, "personne@test.example")
    pages = {told(client.get(response.headers["Location"])) for response in (closed, unknown)}

    assert (closed.status_code, unknown.status_code) == (302, 302)
    assert len(pages) == 1
    assert mailoutbox == []


def test_no_time_tells_whether_an_account_exists(client, lea, settings):
    """G11b: the request only writes a task, whoever asks."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    settings.ACCOUNT_RATE_LIMITS = False
    times = {lea.email: [], "personne@test.example": []}
    for _ in range(40):
        for email, spent in times.items():
            start = time.perf_counter()
            ask(client, email)
            spent.append(time.perf_counter() - start)
    known, unknown = (median(spent) for spent in times.values())

    assert abs(known - unknown) < 0.010


def test_five_messages_a_minute_and_address_whatever_the_spelling(client, lea, mailoutbox):
    for n in range(8):
        last = ask(client, lea.email.upper() if n % 2 else lea.email, REMOTE_ADDR=f"192.0.2.{n}")

    assert last.status_code == 429
    assert "Trop de demandes" in last.content.decode()
    assert len(mailoutbox) == 5


def test_twenty_messages_a_minute_and_network_address(client, db):
    answers = [ask(client, f"personne{n}@test.example").status_code for n in range(21)]

    assert answers == [302] * 20 + [429]


def test_a_reset_ends_the_wait_of_the_address(client, lea, sign_in, mailoutbox):
    for _ in range(6):
        sign_in(lea.email, "un mauvais mot de passe")
    ask(client, lea.email)
    client.post(follow(client, mailoutbox[0]), {"password1": NEW, "password2": NEW})

    assert rate_limits.tries_of(lea.email, "network:127.0.0.1").failures == 0
    sign_in(lea.email, NEW)
    assert is_signed_in(client)


def test_a_reset_ends_every_session(client, lea, sign_in, mailoutbox):
    sign_in(lea.email)
    stranger = Client()
    ask(stranger, lea.email)
    stranger.post(follow(stranger, mailoutbox[0]), {"password1": NEW, "password2": NEW})

    assert client.get("/compte/").status_code == 302


def test_a_reset_leaves_no_unverified_address(client, lea, mailoutbox):
    """allauth would then forbid a second factor."""
    ask(client, lea.email)
    follow(client, mailoutbox[0])

    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("court", "court", "il en faut 14"),
        (NEW, PASSWORD, "Les deux mots de passe diffèrent."),
        ("morvan chante le matin", "morvan chante le matin", "Retirez"),
    ],
)
def test_the_rule_applies_with_the_owner_s_name(client, lea, mailoutbox, first, second, message):
    ask(client, lea.email)
    page = follow(client, mailoutbox[0])

    text = client.post(page, {"password1": first, "password2": second}).content.decode()

    assert message in text


def test_a_bad_link_says_so(client, db):
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": "zz", "key": "abc-def"})

    assert "Ce lien ne vaut plus." in client.get(address).content.decode()
