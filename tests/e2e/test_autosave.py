"""What people type is kept by itself: after a wait, in two windows, when the session ends, without script."""

import re

from tests.e2e.walking import tick

SCENARIO = "tests/e2e/journey.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
KEPT = re.compile(r"Enregistré à \d+ h \d\d")


def texts_page(page):
    """The page of the texts of Orvance's dossier, opened if it is not yet."""
    page.goto("/espace/dossiers/")
    if not page.locator("tbody th a").count():
        page.goto("/espace/dossiers/ouvrir/")
        tick(page.get_by_label("Premier label"))
        page.get_by_role("button", name="Ouvrir le dossier").click()
        page.wait_for_url(re.compile("QH-D-"))
        page.goto("/espace/dossiers/")
    page.locator("tbody th a").first.click()
    page.wait_for_url(re.compile("QH-D-"))
    page.goto(f"{page.url}modifier/")
    return page


def presentation(page):
    return page.get_by_label("Présentation de l’organisme")


def saved(page):
    page.locator("[data-saved]").get_by_text(KEPT).wait_for()


def test_what_is_typed_is_there_after_a_reload(sign_in, axe):
    page = texts_page(sign_in("agnes"))
    presentation(page).press_sequentially("Nous logeons 4 100 familles.")
    saved(page)
    assert page.locator("[data-saved]").get_attribute("role") == "status"
    assert axe(page) == []

    page.reload()
    assert presentation(page).input_value() == "Nous logeons 4 100 familles."


def test_two_windows_lead_to_the_page_that_compares_both_texts(sign_in):
    page = texts_page(sign_in("agnes"))
    other = page.context.new_page()
    other.goto(page.url)
    presentation(other).fill("Le texte de l’autre fenêtre.")
    saved(other)
    presentation(page).fill("Le mien.")
    page.get_by_text("Ce texte a changé ailleurs").wait_for()
    page.get_by_role("button", name="Enregistrer").click()

    page.get_by_role("heading", name="Ce dossier a changé pendant que vous écriviez").wait_for()
    assert ["Le texte de l’autre fenêtre." in page.content(), "Le mien." in page.content()] == [
        True,
        True,
    ]


def test_a_line_that_was_cut_is_tried_again_by_itself(sign_in):
    page = texts_page(sign_in("agnes"))
    refused = []

    def cut_twice(route):
        if route.request.method == "POST" and len(refused) < 2:
            refused.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/modifier/", cut_twice)
    presentation(page).fill("Écrit pendant une coupure.")
    page.get_by_text("la connexion est coupée").wait_for()
    saved(page)
    assert len(refused) == 2

    page.reload()
    assert presentation(page).input_value() == "Écrit pendant une coupure."


def test_a_session_that_ends_loses_no_text(sign_in):
    """The page keeps it, says so, and goes on once the person has signed in again elsewhere."""
    page = texts_page(sign_in("agnes"))
    page.context.clear_cookies()
    presentation(page).fill("Écrit après la fin de la session.")
    page.get_by_text("Votre session s’est fermée").wait_for()
    page.get_by_role("button", name="Enregistrer").click()
    assert presentation(page).input_value() == "Écrit après la fin de la session."

    again = page.context.new_page()
    again.goto("/demo/")
    again.locator('form[action$="/entrer/agnes/"] button').click()
    again.wait_for_url(lambda url: "/demo/" not in url)
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    page.reload()
    assert presentation(page).input_value() == "Écrit après la fin de la session."


def test_without_script_the_button_does_all(sign_in):
    page = texts_page(sign_in("agnes", java_script_enabled=False))
    presentation(page).fill("Par le bouton.")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("C’est enregistré.").wait_for()
    assert "Par le bouton." in page.content()
