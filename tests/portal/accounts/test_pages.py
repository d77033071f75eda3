"""Account pages: French, our frame, no inline script or style, fields that a password manager knows."""

import re

import pytest
from django.urls import reverse

from tests.portal.accounts.conftest import PASSWORD

OPEN = (
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
)
OPEN += ("account_reset_password_from_key_done",)
SIGNED_IN = (
    "account",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
)
SIGNED_IN += ("mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "usersessions_list")
SIGNED_IN += ("accounts:details", "accounts:address", "accounts:address_code")
ENGLISH = re.compile(
    r"\b(password|sign|your|please|email address|the|submit|again)\b", re.IGNORECASE
)


def words(page):
    text = re.sub(r"<(script|head|noscript)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", text)


def assert_sound(response):
    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="fr">' in page
    assert page.count("<h1") == 1
    assert ENGLISH.findall(words(page)) == []
    assert "placeholder" not in page
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=", page) == []
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", OPEN)
def test_open_pages(client, db, name):
    assert_sound(client.get(reverse(name)))


def test_the_sign_in_page_promises_tenants_no_code_that_it_does_not_take(client, db):
    page = client.get(reverse("account_login")).text
    told = page[page.index("Je représente des locataires") :].partition("</details>")[0]

    led = re.findall(r'href="([^"]+)"', told)
    assert led == ["/locataires/code/", "/reclamation/"]
    taken = client.post(led[0], {"code": "AAAA-AAAA-AAAA"})
    assert (taken.status_code, list(taken.context["form"].fields)) == (422, ["code"])


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_the_account(client, lea, sign_in, name):
    sign_in(lea.email)

    assert_sound(client.get(reverse(name)))


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_the_account_are_closed_to_others(client, db, name):
    response = client.get(reverse(name))

    assert response.status_code == 302


def test_a_person_without_a_password_may_choose_one(client, lea, signed_in):
    lea.set_unusable_password()
    lea.save()
    signed_in(lea)

    assert client.get(reverse("account_change_password")).headers["Location"] == reverse(
        "account_set_password"
    )
    assert_sound(client.get(reverse("account_set_password")))


@pytest.mark.parametrize(
    ("name", "field", "attributes"),
    [
        ("account_login", "login", ['type="email"', 'autocomplete="username"', "required"]),
        ("account_login", "password", ['type="password"', 'autocomplete="current-password"']),
        ("account_change_password", "oldpassword", ['autocomplete="current-password"']),
        ("account_change_password", "password1", ['autocomplete="new-password"']),
        ("mfa_activate_totp", "code", ['autocomplete="one-time-code"', 'inputmode="numeric"']),
    ],
)
def test_fields_say_what_they_are_for(client, lea, sign_in, name, field, attributes):
    if name != "account_login":
        sign_in(lea.email)
    page = client.get(reverse(name)).content.decode()
    control = re.search(rf'<input[^>]*name="{field}"[^>]*>', page)[0]

    assert [a for a in attributes if a not in control] == []
    assert f'for="id_{field}"' in page


def test_a_wrong_current_password_is_said_beside_its_field(client, lea, sign_in):
    sign_in(lea.email)
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": "non", "password1": PASSWORD + "s", "password2": PASSWORD + "s"},
    )
    page = response.content.decode()

    assert "Ce n’est pas votre mot de passe actuel." in page
    assert 'aria-invalid="true"' in page


def test_allauth_s_scripts_are_files_of_ours(client, db):
    page = client.get(reverse("account_login")).content.decode()

    assert (
        len(re.findall(r'<script src="/static/(?:mfa|account)/js/[^"]+" defer></script>', page))
        == 3
    )
