"""Sign-in: who enters, refusals, number of tries (BR-06)."""

import re

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.accounts import checks, rate_limits
from tests.portal.accounts.conftest import PASSWORD, is_signed_in

WRONG = "un mauvais mot de passe"
HERE = "network:127.0.0.1"  # the test client’s


def told(response):
    """What the page says, without what changes at each page."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return response.status_code, re.sub(r'value="[^"]*@[^"]*"', "", text)


def test_a_password_opens_the_space(client, lea, sign_in):
    response = sign_in(lea.email)

    assert response.headers["Location"] == "/espace/"
    assert is_signed_in(client)


def test_a_refusal_says_how_many_tries_are_left(lea, sign_in):
    text = sign_in(lea.email, WRONG).content.decode()

    assert "Adresse ou mot de passe incorrect." in text
    assert "Il vous reste quatre essais avant une attente de cinq minutes." in text


def test_br_06_the_eleventh_attempt_is_refused_even_if_right(client, lea, sign_in):
    for _ in range(10):
        sign_in(lea.email, WRONG)

    response = sign_in(lea.email, PASSWORD)

    assert "Réessayez dans cinq minutes" in response.content.decode()
    assert not is_signed_in(client)


def test_br_06_the_wait_grows_and_ends(client, lea, sign_in):
    with time_machine.travel("2026-11-24 10:00", tick=False) as now:
        for minutes in (5, 10, 20):
            for _ in range(5):
                refused = sign_in(lea.email, WRONG)
            assert rate_limits.tries_of(lea.email, HERE).wait == minutes * 60
            assert "mot de passe incorrect" in refused.content.decode()
            now.shift(minutes * 60 - 1)
            sign_in(lea.email)
            assert not is_signed_in(client)
            now.shift(2)

        sign_in(lea.email)
        assert is_signed_in(client)


def test_the_wait_never_passes_an_hour(db):
    with time_machine.travel("2026-11-24 10:00", tick=False):
        for _ in range(60):
            rate_limits.record_failure("quelqu’un@test.example", HERE)

        assert rate_limits.tries_of("quelqu’un@test.example", HERE).wait == 3600


def test_a_right_password_gives_the_tries_back(client, lea, sign_in):
    for _ in range(4):
        sign_in(lea.email, WRONG)
    sign_in(lea.email)

    assert rate_limits.tries_of(lea.email, HERE).failures == 0


def test_an_unknown_address_is_told_the_same_as_a_known_one(lea, sign_in):
    for _ in range(7):
        known = told(sign_in(lea.email, WRONG))
        unknown = told(sign_in("personne@test.example", WRONG, REMOTE_ADDR="192.0.2.9"))

        assert known == unknown


@pytest.mark.parametrize(
    "spelling",
    [
        "LEA.Morvan@Test.Example",
        " lea.morvan@test.example ",
        "léa.morvan@test.example",
        "ｌｅａ.morvan@test.example",
        "lea.morvan@ｔest.example",
        "lea\u200b.morvan@test.example",
        "le\u0301a.morvan@test.example",
    ],
)
def test_all_spellings_of_an_address_share_one_counter(spelling):
    assert rate_limits.canonical(spelling) == rate_limits.canonical("lea.morvan@test.example")


def test_changing_the_case_gives_no_more_tries(client, lea, sign_in):
    for address in (
        "LEA.morvan@test.example",
        "Lea.Morvan@test.example",
        " lea.morvan@TEST.example",
    ):
        sign_in(address, WRONG)
        sign_in(address, WRONG)

    assert sign_in(lea.email).status_code == 200
    assert not is_signed_in(client)


def test_changing_the_host_gives_no_more_tries(client, lea, sign_in):
    for host in ("localhost", "127.0.0.1", "testserver"):
        sign_in(lea.email, WRONG, HTTP_HOST=host)
        sign_in(lea.email, WRONG, HTTP_HOST=host)

    sign_in(lea.email)
    assert not is_signed_in(client)


def test_one_network_address_has_ten_failures_a_minute(client, lea, sign_in):
    for n in range(10):
        sign_in(f"personne{n}@test.example", WRONG)

    sign_in(lea.email)
    assert not is_signed_in(client)

    sign_in(lea.email, REMOTE_ADDR="192.0.2.44")
    assert is_signed_in(client)


def test_an_invented_forwarding_header_changes_no_counter(client, lea, sign_in):
    for n in range(10):
        sign_in(f"personne{n}@test.example", WRONG, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")

    sign_in(lea.email, HTTP_X_FORWARDED_FOR="203.0.113.99")
    assert not is_signed_in(client)


def test_the_counter_is_in_the_base_that_all_workers_share(lea, sign_in, settings):
    settings.CACHES = settings.CACHES | {
        "default": settings.TABLE,
    }
    for _ in range(2):
        call_command("createcachetable", settings.TABLE["LOCATION"], verbosity=0)
    for _ in range(5):
        sign_in(lea.email, WRONG)

    caches["default"].close()
    other_worker = Client()
    assert (
        "Réessayez dans cinq minutes" in sign_in(lea.email, browser=other_worker).content.decode()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {settings.TABLE['LOCATION']} WHERE cache_key LIKE %s",
            ["%portal.tries%"],
        )
        assert cursor.fetchone() == (2,)  # of this network, and of the account


@pytest.mark.parametrize(
    "parameter", ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_the_way_back_stays_here(client, lea, sign_in, parameter):
    response = client.post(
        reverse("account_login"), {"login": lea.email, "password": PASSWORD, "next": parameter}
    )

    assert response.headers["Location"] == "/espace/"


def test_a_closed_account_does_not_enter(client, lea, sign_in):
    lea.is_active = False
    lea.save()

    response = sign_in(lea.email)

    assert response.headers["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_one_view_only_takes_a_password():
    assert checks.sign_in_doors() == ["/compte/connexion/"]


def test_a_good_password_posted_everywhere_opens_one_address_only(lea):
    """Every address without argument, shadowed names included, is sent the credentials."""
    lea.user_permissions.add(Permission.objects.get(codename="access_admin"))
    words = {"login": lea.email, "username": lea.email, "email": lea.email, "password": PASSWORD}
    opened = set()
    for address, _view in checks.views():
        if checks.WITH_ARGUMENTS.search(address):
            continue
        browser = Client(raise_request_exception=False)
        browser.post(f"/{address.rstrip('$')}", words)
        if is_signed_in(browser):
            opened.add(address)

    assert opened == {"compte/connexion/"}


@pytest.mark.parametrize(
    ("door", "way"),
    [
        ("/cms/login/", "/compte/connexion/?next=/cms/"),
        ("/cms/login/?next=/cms/pages/", "/compte/connexion/?next=/cms/pages/"),
        ("/_util/login/?next=/lettre/", "/compte/connexion/?next=/lettre/"),
        ("/cms/", "/compte/connexion/?next=/cms/"),
        ("/espace/", "/compte/connexion/?next=/espace/"),
    ],
)
def test_other_doors_lead_to_the_one(client, db, door, way):
    response = client.get(door)

    assert (response.status_code, response.headers["Location"].replace("%2F", "/")) == (302, way)


@pytest.mark.parametrize("address", ["/compte/inscription/", "/compte/signup/", "/admin/"])
def test_nobody_signs_up(client, db, address):
    assert client.get(address).status_code == 404


def test_who_may_not_write_the_site_is_told_so_instead_of_turning_in_circles(client, lea):
    client.force_login(lea)
    for address in ("/cms/", "/cms/pages/", "/cms/images/"):
        response = client.get(address)
        assert (response.status_code, "réservée à la Dircom" in response.content.decode()) == (
            403,
            True,
        )
