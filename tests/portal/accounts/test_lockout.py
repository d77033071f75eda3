"""Login throttling against lockout: a stranger's failures keep nobody out of their own account (BR-06)."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from home.texts import COOKIES
from portal.accounts import devices, rate_limits
from tests.portal.accounts.conftest import PASSWORD, is_signed_in
from tests.portal.accounts.test_sign_in import told

WRONG = "un mauvais mot de passe"
NIGHT = "2026-11-24 02:00"


@pytest.fixture
def besiege(sign_in):
    """Failures for an address, from as many networks as needed: five each."""

    def fail(email, times, first=0):
        for n in range(first, first + times):
            answer = sign_in(email, WRONG, browser=Client(), REMOTE_ADDR=f"203.0.113.{n // 5}")
        return answer

    return fail


@pytest.fixture(autouse=True)
def now():
    """One instant, so that a wait is a whole number of minutes."""
    with time_machine.travel(NIGHT, tick=False) as moment:
        yield moment


def test_br_06_failures_from_elsewhere_do_not_keep_the_owner_out(client, lea, sign_in):
    for _ in range(20):
        sign_in(lea.email, WRONG, browser=Client(), REMOTE_ADDR="203.0.113.9")

    sign_in(lea.email)
    assert is_signed_in(client)


def test_br_06_one_network_has_five_failures_whatever_the_browser(lea, sign_in):
    for _ in range(5):
        sign_in(lea.email, WRONG, browser=Client(), REMOTE_ADDR="203.0.113.9")

    stranger = Client()
    refused = sign_in(lea.email, browser=stranger, REMOTE_ADDR="203.0.113.9")
    assert "Réessayez dans cinq minutes" in refused.content.decode()
    assert not is_signed_in(stranger)


def test_br_06_the_addresses_of_one_subscriber_are_one_network(lea, sign_in):
    for n in range(5):
        sign_in(lea.email, WRONG, browser=Client(), REMOTE_ADDR=f"2001:db8:1:1::{n}")

    stranger = Client()
    sign_in(lea.email, browser=stranger, REMOTE_ADDR="2001:db8:1:1::99")
    assert not is_signed_in(stranger)


def test_br_06_fifty_failures_from_everywhere_make_an_account_wait(client, lea, sign_in, besiege):
    besiege(lea.email, 49)
    assert not rate_limits.tries_of(lea.email, "network:192.0.2.1").wait
    besiege(lea.email, 1, first=49)

    refused = sign_in(lea.email, REMOTE_ADDR="192.0.2.1")
    assert "Réessayez dans cinq minutes" in refused.content.decode()
    assert not is_signed_in(client)


def test_br_06_a_known_device_opens_while_the_account_waits(client, lea, sign_in, besiege):
    sign_in(lea.email)
    client.post("/compte/deconnexion/")
    besiege(lea.email, 50)

    sign_in(lea.email)
    assert is_signed_in(client)


def test_br_06_a_known_device_has_its_own_five_failures(client, lea, sign_in):
    sign_in(lea.email)
    client.post("/compte/deconnexion/")
    for n in range(5):
        sign_in(lea.email, WRONG, REMOTE_ADDR=f"192.0.2.{n}")

    assert "Réessayez dans cinq minutes" in sign_in(lea.email).content.decode()
    assert not is_signed_in(client)
    elsewhere = Client()
    sign_in(lea.email, browser=elsewhere)
    assert is_signed_in(elsewhere)


def test_br_06_a_known_device_is_known_for_its_own_accounts_alone(client, lea, nour, sign_in):
    sign_in(lea.email)
    client.post("/compte/deconnexion/")
    for _ in range(5):
        sign_in(nour.email, WRONG)

    sign_in(nour.email, PASSWORD)
    assert not is_signed_in(client)
    assert rate_limits.tries_of(nour.email, "network:127.0.0.1").wait


@pytest.mark.parametrize("forged", ["", "invented", "eyJkZXZpY2UiOiJ4In0:1tQ:abc"])
def test_br_06_an_invented_device_is_unknown(client, lea, sign_in, besiege, forged):
    besiege(lea.email, 50)
    client.cookies[devices.cookie_name()] = forged

    sign_in(lea.email)
    assert not is_signed_in(client)


def test_br_06_a_device_is_known_for_six_months(client, lea, sign_in, besiege, now):
    sign_in(lea.email)
    client.post("/compte/deconnexion/")
    now.shift(devices.LIFE + 1)
    besiege(lea.email, 50)

    sign_in(lea.email)
    assert not is_signed_in(client)


def test_a_shared_computer_knows_the_five_last_accounts(client, sign_in, lea, nour):
    sign_in(lea.email)
    client.post("/compte/deconnexion/")
    request = client.get("/").wsgi_request
    before = devices.origin_of(request, lea.email)
    assert before.startswith("device:")

    response = client.get("/")
    for n in range(5):
        devices.remember(request, response, f"personne{n}@test.example")
        request.COOKIES[devices.cookie_name()] = response.cookies[devices.cookie_name()].value

    assert devices.origin_of(request, "personne4@test.example") == before
    assert devices.origin_of(request, lea.email) == "network:127.0.0.1"


def test_the_cookie_of_a_device_is_of_this_site_alone_and_unread_by_pages(client, lea, sign_in):
    cookie = sign_in(lea.email).cookies[devices.cookie_name()]

    said = {name: cookie[name] for name in ("httponly", "samesite", "path", "domain")}
    assert said == {"httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
    assert lea.email not in cookie.value


def test_the_cookie_of_a_device_goes_by_https_alone_in_production(client, lea, sign_in, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookies = sign_in(lea.email, secure=True).cookies

    assert cookies["__Host-appareil"]["secure"]


def test_who_does_not_enter_leaves_no_device(client, lea, sign_in):
    assert devices.cookie_name() not in sign_in(lea.email, WRONG).cookies


def test_the_password_alone_of_who_has_a_second_factor_makes_no_device_known(client, lea, sign_in):
    """Until the second factor is shown, nobody has signed in."""
    Authenticator.objects.create(user=lea, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert devices.cookie_name() not in sign_in(lea.email).cookies


def test_the_person_is_told_once_a_day_that_their_account_waits(lea, besiege, now):
    besiege(lea.email, 50)
    assert [message.to for message in mail.outbox] == [[lea.email]]
    assert "cinquante" in mail.outbox[0].body

    now.shift(6 * 60)
    besiege(lea.email, 50)
    assert len(mail.outbox) == 1

    now.shift(24 * 3600)
    besiege(lea.email, 50)
    assert len(mail.outbox) == 2


def test_an_address_without_account_waits_alike_and_nobody_is_told(lea, sign_in, besiege):
    known = besiege(lea.email, 50)
    unknown = besiege("personne@test.example", 50)

    assert told(known) == told(unknown)
    waits = [
        told(sign_in(email, REMOTE_ADDR="192.0.2.1"))
        for email in (lea.email, "personne@test.example")
    ]
    assert waits[0] == waits[1]
    assert len(mail.outbox) == 1


def test_a_closed_account_is_told_nothing(lea, besiege):
    lea.is_active = False
    lea.save()
    mail.outbox.clear()
    besiege(lea.email, 50)

    assert mail.outbox == []


def test_a_failure_costs_the_cache_the_same_whether_the_account_exists(lea, sign_in, monkeypatch):
    """What is asked of the cache is what takes time beside the password itself, which allauth hashes in vain."""
    asked = []
    for name in ("get", "set", "add", "delete"):
        plain = getattr(rate_limits.cache, name)
        monkeypatch.setattr(
            rate_limits.cache,
            name,
            lambda *a, plain=plain, name=name, **k: (asked.append(name), plain(*a, **k))[1],
        )
    counts = []
    for email in (lea.email, "personne@test.example"):
        asked.clear()
        sign_in(email, WRONG, browser=Client())
        counts.append(list(asked))

    assert counts[0] == counts[1] != []


def test_a_reset_by_mail_ends_the_waits_of_every_network(lea, sign_in, besiege, now):
    besiege(lea.email, 50)
    now.shift(1)
    rate_limits.forget_all(lea.email)

    for origin in ("network:203.0.113.0", "network:192.0.2.1"):
        assert rate_limits.tries_of(lea.email, origin) == rate_limits.Tries()


def test_the_cookies_page_tells_the_device():
    assert "L’appareil connu" in COOKIES["body"]
    assert "Trois témoins" in COOKIES["intro"]
