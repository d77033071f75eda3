"""The référent opens the register of acts, declares a sample of times, and reads the hours that are spared."""

import pytest

from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
LEDGER = "/espace/pilotage/actes/"
OVER = "document.documentElement.scrollWidth > window.innerWidth"


def test_the_referent_declares_a_sample_and_reads_hours_spared(sign_in):
    page = sign_in("claire")
    page.goto("/espace/pilotage/")
    page.get_by_role("link", name="Actes", exact=True).click()
    page.wait_for_url(f"**{LEDGER}")
    page.get_by_role("link", name="Déclarer le temps de mes actes").click()
    page.locator("[name=avant_0]").fill("47")
    page.locator("[name=maintenant_0]").fill("3")
    page.get_by_role("button", name="Déclarer ces temps").click()

    page.get_by_text("sont déclarés. Merci.").wait_for()
    rows = page.get_by_role("table", name="Actes", exact=True).get_by_role("row")
    assert rows.filter(has_text="min").count() >= 1
    assert page.get_by_role("table", name="Actes à automatiser").count() == 1
    page.get_by_role("link", name="Demandez-moi une fois").click()
    page.get_by_text("Régions d’une personne").wait_for()


# test_every_page draws at 320 px what such a page has of its own, in make test too.
@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.slow)])
def test_the_register_is_read_by_all(width, sign_in, axe, shot):
    page = sign_in("claire", width=width)
    found = []
    for address in (LEDGER, f"{LEDGER}temps/", f"{LEDGER}une-seule-fois/"):
        page.goto(address)
        shot(page, f"actes-{width}")
        found += [(address, axe(page), page.evaluate(OVER))]

    assert found == [(address, [], False) for address, _axe, _over in found]
