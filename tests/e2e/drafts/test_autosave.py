"""What people type is kept by itself: after a wait, in two windows, when the session ends, without script."""

import re

from portal.scenario.files import plain_pdf
from tests.e2e.journeys.walking import tick
from tests.portal.documents.build import large_pdf

SCENARIO = "tests/e2e/journey.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
KEPT = re.compile(r"Enregistré à \d+\sh\s\d\d")


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


def test_what_is_typed_before_the_script_arrives_is_saved_too(sign_in):
    page = texts_page(sign_in("agnes"))
    late, late_script = [], re.compile(r"/autosave[^/]*\.js$")
    page.route(late_script, lambda route: late.append(route))
    with page.expect_request(late_script):
        page.reload()
    presentation(page).fill("Écrit sur une ligne lente.")
    for route in late:
        route.continue_()
    saved(page)

    page.reload()
    assert presentation(page).input_value() == "Écrit sur une ligne lente."


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


def test_what_a_colleague_erased_is_taken_back(sign_in):
    """Two editors of one dossier, and a quiet save that erases what the other wrote."""
    sophie, written = texts_page(sign_in("sophie")), "Nous logeons 12 480 familles à Lyon."
    presentation(sophie).fill(written)
    sophie.get_by_role("button", name="Enregistrer").click()
    sophie.get_by_text("C’est enregistré.").wait_for()
    karim = texts_page(sign_in("karim"))
    presentation(karim).fill("")
    saved(karim)

    sophie.goto(karim.url)
    erased = presentation(sophie).input_value()
    sophie.get_by_role("link", name="Versions enregistrées : Présentation").click()
    sophie.get_by_role("button", name="Reprendre la version").first.click()
    sophie.get_by_text("est repris").wait_for()
    sophie.goto(karim.url)
    assert [erased, presentation(sophie).input_value()] == ["", written]


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


def drop(page, **files):
    """These files, dragged from a folder onto the field."""
    held = page.evaluate_handle(
        """files => {
            const held = new DataTransfer();
            for (const [name, bytes] of Object.entries(files)) {
                held.items.add(new File([new Uint8Array(bytes)], `${name}.pdf`, {type: 'application/pdf'}));
            }
            return held;
        }""",
        {name: list(content) for name, content in files.items()},
    )
    zone = page.locator(".upload")
    zone.dispatch_event("dragover", {"dataTransfer": held})
    assert zone.get_attribute("data-over") == ""
    zone.dispatch_event("drop", {"dataTransfer": held})
    assert zone.get_attribute("data-over") is None


def test_files_are_dropped_named_kept_through_a_cut_and_sent_with_a_progress(sign_in, axe):
    page = texts_page(sign_in("agnes", width=360, height=800))
    page.goto(page.url.replace("modifier/", "pieces/ajouter/"))
    page.locator(".upload [role=status]").wait_for(state="attached")
    drop(page, hall=plain_pdf("Le hall."), cour=plain_pdf("La cour."))
    page.get_by_text("2 fichiers attendent l’envoi").wait_for()
    page.get_by_role("button", name="Retirer hall.pdf").click()
    large = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": large_pdf(2)}
    page.get_by_label("Fichiers", exact=True).set_input_files(large)
    waiting = page.locator(".upload li strong")
    assert waiting.all_text_contents() == ["cour.pdf", "plan.pdf"]
    assert axe(page) == []

    page.get_by_label("Pièce", exact=True).select_option("autre")
    page.get_by_label("Intitulé").fill("Visite")
    button = page.get_by_role("button", name="Verser la pièce")
    page.context.set_offline(True)
    button.click()
    page.get_by_text("L’envoi s’est interrompu").wait_for()
    assert waiting.all_text_contents() == ["cour.pdf", "plan.pdf"]
    assert button.get_attribute("aria-busy") is None

    page.context.set_offline(False)
    speed = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 3e6}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", speed)
    button.click()
    page.get_by_text(re.compile("Envoi en cours\u00a0: [1-9]\\d?\u00a0%")).wait_for()
    assert page.get_by_label("Envoi des fichiers").is_visible()
    page.get_by_text("2 pièces versées.").wait_for()
    added = [page.get_by_text(f"Visite\u00a0: {name}").count() for name in ("cour", "plan", "hall")]
    assert [bool(many) for many in added] == [True, True, False]
