"""A displayed promise in the browser: consented, read on a telephone without script, withdrawn at once."""

import re

from tests.e2e.journeys.walking import Walker
from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
PHONE = {"width": 360, "height": 740, "java_script_enabled": False}
ADDRESS = re.compile(r"/promesse/[a-z2-9]{8}/")


def test_a_promise_is_displayed_read_and_withdrawn(sign_in, new_page, axe):
    signatory = Walker(sign_in("signataire3", width=360, height=740))
    signatory.go("/espace/").page.get_by_role("link", name="Mon organisme").first.click()
    promises = f"{signatory.address}promesses/"
    signatory.go(f"{promises}afficher/")
    assert axe(signatory.page) == []
    signatory.fill(place="Agence des Quais").press("Afficher", status=422)
    assert signatory.page.get_by_label("Agence ou résidence").input_value() == "Agence des Quais"
    signatory.page.get_by_label("Nous acceptons que cette page soit publique").check(force=True)
    signatory.press("Afficher")
    page = signatory.page.get_by_role("link", name="Agence des Quais", exact=True)
    page = page.get_attribute("href")
    assert ADDRESS.fullmatch(page)
    assert page.strip("/") in signatory.printed("Feuille (PDF) : Agence des Quais").replace(
        "/ ", "/"
    )

    tenant = Walker(new_page(**PHONE)).go(page)
    assert tenant.page.evaluate("document.documentElement.scrollWidth") == 360
    assert "Nous répondons à chaque demande écrite en cinq jours ouvrés." in tenant.text
    signatory.page.locator("tr", has_text="Agence des Quais").get_by_role("button").click()
    signatory.page.get_by_text("La promesse n’est plus affichée").wait_for()
    gone = tenant.page.reload()
    assert (gone.status, "Nous répondons" in tenant.text) == (404, False)
