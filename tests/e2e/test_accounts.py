"""Account pages in a browser: a passkey that fails says so; the invitation's path; two widths."""

import pytest

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
