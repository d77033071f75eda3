"""Account pages in a browser: a passkey that fails says so; the invitation's path; two widths."""

import re

import pytest

from tests.e2e.journeys.newcomers import Reader

SCENARIO = "tests/e2e/journey.yaml"
STARTS_AT = "2025-09-01 09:00"
REFUSES = "navigator.credentials.get = () => Promise.reject(new DOMException('', '{}'));"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("NotAllowedError", "la demande a été fermée"),
        ("SecurityError", "ne marchent pas à cette adresse"),
        ("UnknownError", "n’a pas pu servir"),
    ],
)
def test_a_passkey_that_fails_says_why_and_what_to_do(new_page, axe, error, said):
    page = new_page(width=360)
    page.add_init_script(REFUSES.format(error))
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    line = page.get_by_role("alert").filter(has_text=said)
    line.wait_for()

    assert "connectez-vous avec votre mot de passe" in line.text_content()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []


@pytest.mark.parametrize(("script", "is_enabled"), [("nothing", True), ("passkey", False)])
def test_a_passkey_is_asked_for_once_its_script_has_come(new_page, script, is_enabled):
    page = new_page()
    page.route(re.compile(rf"/{script}[.\w]*\.js"), lambda asked: asked.abort())
    page.goto("/compte/connexion/")

    assert page.get_by_role("button", name="Utiliser une clé d’accès").is_enabled() == is_enabled


def invite(page, address):
    page.goto("/espace/organismes/")
    page.get_by_role("link", name="Valboré Habitat").click()
    page.get_by_role("link", name="Inviter une personne", exact=True).click()
    page.get_by_label("Adresse électronique").fill(address)
    page.get_by_role("button", name="Envoyer l’invitation").click()
    page.get_by_text(f"Invitation envoyée à {address}.").wait_for()
    return Reader(page).link(address)


def test_the_path_of_an_invitation_on_a_telephone(sign_in, new_page, axe):
    """Open, choose a password, enter; then Back, and the link once more: each says where one is."""
    link = invite(sign_in("sophie"), "nina@valbore.example")
    page = new_page(width=360)
    page.goto(link)
    assert axe(page) == []
    page.get_by_label("Prénom").fill("Nina")
    page.get_by_label("Nom", exact=True).fill("Petit")
    page.get_by_label("Mot de passe").fill("quatre chiens rentrent ensemble")
    page.get_by_role("button", name="Ouvrir mon compte").click()
    page.wait_for_url("**/espace/")

    page.go_back()
    page.get_by_role("link", name="Ouvrir mon espace").wait_for()
    page.goto(link)
    page.get_by_role("link", name="Ouvrir mon espace").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []


def test_an_invitation_opened_in_somebody_else_s_session(sign_in):
    link = invite(sign_in("sophie"), "olga@valbore.example")
    page = sign_in("karim")
    page.goto(link)
    page.get_by_role("heading", name="Cette invitation est pour une autre adresse").wait_for()
    page.get_by_role("button", name="Quitter ce compte et continuer").click()
    page.get_by_role("button", name="Ouvrir mon compte").wait_for()
