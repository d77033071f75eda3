"""Sessions: how long they last and what ends them."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.accounts import devices
from tests.portal.accounts.conftest import PASSWORD, is_signed_in

HOUR = 3600
NEW = "quatre renards sautent le mur"


def is_open(client):
    return client.get("/compte/").status_code == 200


@pytest.fixture
def now():
    with time_machine.travel("2026-11-24 08:00", tick=False) as traveller:
        yield traveller


def test_two_hours_without_activity_end_a_session(client, lea, sign_in, now):
    sign_in(lea.email)
    now.shift(2 * HOUR - 60)
    assert is_open(client)
    now.shift(2 * HOUR + 60)

    assert client.get("/compte/").headers["Location"].startswith(reverse("account_login"))
    assert not is_signed_in(client)
    assert "sans activité" in client.get(reverse("account_login")).content.decode()


def test_thirty_minutes_for_a_privileged_person(client, nour, signed_in, now):
    signed_in(nour)
    now.shift(HOUR / 2 - 60)
    assert is_open(client)
    now.shift(HOUR / 2 + 60)

    assert not is_open(client)


def test_twelve_hours_at_most_whatever_the_activity(client, lea, sign_in, now):
    sign_in(lea.email)
    for _ in range(12):
        now.shift(HOUR - 1)
        assert is_open(client)
    now.shift(60)

    assert not is_open(client)


def test_reading_a_page_writes_the_session_once_a_minute_at_most(
    client, lea, sign_in, now, django_assert_num_queries
):
    sign_in(lea.email)
    client.get("/compte/")
    first = client.session["seen_at"]
    now.shift(59)
    client.get("/compte/")
    assert client.session["seen_at"] == first
    now.shift(2)
    client.get("/compte/")
    assert client.session["seen_at"] == first + 61


def test_the_key_changes_at_sign_in(client, lea, sign_in):
    client.get(reverse("account_login"))
    session = client.session
    session["x"] = 1
    session.save()
    former = client.session.session_key

    sign_in(lea.email)

    assert client.session.session_key != former


def test_signing_out_kills_the_key_and_clears_the_browser(client, lea, sign_in):
    sign_in(lea.email)
    key = client.cookies["sessionid"].value

    response = client.post(reverse("account_logout"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["sessionid"] = key
    assert not is_open(client)


def test_wagtail_s_way_out_is_ours(client, lea, sign_in):
    sign_in(lea.email)

    response = client.post("/cms/logout/")

    assert "Clear-Site-Data" in response.headers
    assert not is_signed_in(client)


def test_a_new_password_ends_the_other_sessions_and_says_so(client, lea, sign_in, mailoutbox):
    elsewhere = Client()
    sign_in(lea.email, browser=elsewhere)
    sign_in(lea.email)
    former = client.session.session_key

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert response.headers["Location"] == "/espace/"
    assert client.session.session_key != former
    assert is_open(client)
    assert not is_open(elsewhere)
    assert [mail.subject for mail in mailoutbox] == ["Votre mot de passe a changé"]
    assert mailoutbox[0].to == [lea.email]


def test_closing_an_account_ends_its_sessions_for_good(client, lea, sign_in):
    sign_in(lea.email)
    lea.is_active = False
    lea.save()
    assert not is_open(client)
    lea.is_active = True
    lea.save()

    assert not is_open(client)


def test_the_list_of_devices_ends_the_others(client, lea, sign_in):
    elsewhere = Client()
    sign_in(lea.email, browser=elsewhere)
    sign_in(lea.email)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Cet appareil" in page

    client.post(reverse("usersessions_list"))

    assert is_open(client)
    assert not is_open(elsewhere)


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox sur Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge sur Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
            "Chrome sur Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari sur iPhone",
        ),
        ("curl/8.1", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_a_device_has_a_name(signature, name):
    assert devices.name_of(signature) == name


def test_the_last_visit_is_written_at_sign_in(client, lea, sign_in):
    sign_in(lea.email)
    lea.refresh_from_db()

    assert lea.last_seen_at is not None


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/compte/connexion/", 200),
        ("/espace/", 302),
        ("/compte/nulle-part/", 404),
        ("/static/nothing.css", 404),
    ],
)
def test_every_answer_carries_the_headers(client, db, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/compte/connexion/", "/compte/", "/espace/", "/cms/"])
def test_private_pages_stay_in_no_cache(client, db, address):
    assert client.get(address).headers["Cache-Control"] == "private, no-store"
