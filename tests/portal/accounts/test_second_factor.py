"""Second factor: who needs one, and what they reach before (BR-07)."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from portal.access.roles import give_role
from portal.accounts import passwords
from portal.accounts.adapter import MfaAdapter
from portal.models import Role
from tests.factories import make_user, totp_code
from tests.portal.accounts.conftest import PASSWORD, is_signed_in

pytestmark = pytest.mark.django_db(
    transaction=True
)  # allauth tells what it did when it is committed
ENROLMENT = "/compte/second-facteur/"


def enrol(client):
    """Add an application of codes as a browser does; returns its secret."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    response = client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


@pytest.mark.parametrize("role", list(Role))
def test_br_07_every_stored_role_needs_a_second_factor(role):
    assert passwords.second_factor_required(make_user(roles=[role]))


def test_br_07_others_do_not(lea):
    assert not passwords.second_factor_required(lea)


def test_br_07_an_app_says_who_else_does(lea, monkeypatch):
    monkeypatch.setattr(passwords, "_tests", [])
    passwords.register_privileged(lambda user: user.first_name == "Léa")

    assert passwords.second_factor_required(lea)


@pytest.mark.parametrize(
    "address", ["/espace/", "/cms/", "/compte/", "/compte/mot-de-passe/", "/compte/appareils/"]
)
def test_br_07_a_password_alone_lands_on_enrolment_only(client, nour, sign_in, address):
    sign_in(nour.email)

    assert client.get(address).headers["Location"] == ENROLMENT


def test_br_07_enrolment_and_the_way_out_stay_open(client, nour, sign_in):
    sign_in(nour.email)

    assert "Ajoutez un second facteur pour continuer" in client.get(ENROLMENT).content.decode()
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_a_session_flag_of_the_demonstration_opens_nothing_elsewhere(client, nour, sign_in):
    sign_in(nour.email)
    session = client.session
    session["by_demo_door"] = True
    session.save()

    assert client.get("/compte/").headers["Location"] == ENROLMENT


def test_enrolling_opens_the_space_changes_the_key_and_ends_other_sessions(client, nour, sign_in):
    elsewhere = Client()
    sign_in(nour.email, browser=elsewhere)
    sign_in(nour.email)
    former = client.session.session_key

    enrol(client)

    assert client.session.session_key != former
    assert client.get("/compte/").status_code == 200
    assert not is_signed_in(elsewhere)
    assert "Vos autres" not in client.get(reverse("mfa_index")).content.decode()


def test_an_enrolled_person_shows_the_code_at_each_sign_in(client, nour, sign_in):
    sign_in(nour.email)
    secret = enrol(client)
    browser = Client()

    with time_machine.travel("2031-01-01 10:00"):
        assert sign_in(nour.email, browser=browser).headers["Location"] == reverse(
            "mfa_authenticate"
        )
        assert not is_signed_in(browser)
        assert browser.get("/espace/").status_code == 302
        browser.post(reverse("mfa_authenticate"), {"code": totp_code(secret)})

        assert is_signed_in(browser)
        assert browser.get("/compte/").status_code == 200


def test_a_code_serves_once(client, nour, sign_in):
    sign_in(nour.email)
    secret = enrol(client)
    with time_machine.travel("2031-01-01 10:00", tick=False):
        for browser in (first := Client(), second := Client()):
            sign_in(nour.email, browser=browser)
            browser.post(reverse("mfa_authenticate"), {"code": totp_code(secret)})

        assert is_signed_in(first)
        assert not is_signed_in(second)


def test_wrong_codes_are_counted(client, nour, sign_in):
    sign_in(nour.email)
    secret = enrol(client)
    browser = Client()
    with time_machine.travel("2031-01-01 10:00", tick=False):
        sign_in(nour.email, browser=browser)
        for _ in range(5):
            browser.post(reverse("mfa_authenticate"), {"code": "000000"})
        text = browser.post(
            reverse("mfa_authenticate"), {"code": totp_code(secret)}
        ).content.decode()

        assert "Trop d’essais" in text
        assert not is_signed_in(browser)


def test_a_recovery_code_stands_in_for_the_telephone_once(client, nour, sign_in):
    sign_in(nour.email)
    enrol(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    assert codes[0] in client.get(reverse("mfa_download_recovery_codes")).content.decode()

    for browser in (first := Client(), second := Client()):
        sign_in(nour.email, browser=browser)
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_removing_the_factor_leads_back_to_enrolment(client, nour, sign_in):
    sign_in(nour.email)
    enrol(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=nour).exists()
    assert client.get("/compte/").headers["Location"] == ENROLMENT


def test_a_password_typed_long_ago_is_asked_again_before_the_factors_change(client, lea, sign_in):
    with time_machine.travel("2026-11-24 10:00", tick=False) as now:
        sign_in(lea.email)
        assert client.get(reverse("mfa_activate_totp")).status_code == 200
        now.shift(6 * 60)
        again = client.get(reverse("mfa_activate_totp"))
        assert again.headers["Location"].startswith(reverse("account_reauthenticate"))
        client.post(again.headers["Location"], {"password": PASSWORD})

        assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_session_older_than_the_factor_must_show_it(client, nour, sign_in, signed_in):
    sign_in(nour.email)
    enrol(client)
    client.force_login(nour)

    assert client.get("/compte/").headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_a_role_given_during_a_session_asks_for_the_factor_and_changes_the_key(
    client, lea, sign_in
):
    sign_in(lea.email)
    former = client.session.session_key
    give_role(lea, Role.DIRCOM)

    assert client.get("/compte/").headers["Location"] == ENROLMENT
    assert client.session.session_key != former
    assert client.session["is_privileged"]


def test_the_secret_is_sealed_in_the_base(client, nour, sign_in, settings):
    sign_in(nour.email)
    secret = enrol(client)

    kept = Authenticator.objects.get(user=nour, type="totp").data["secret"]
    assert secret not in kept
    assert MfaAdapter().decrypt(kept) == secret
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-altogether-after-a-rotation"
    assert MfaAdapter().decrypt(kept) == secret
