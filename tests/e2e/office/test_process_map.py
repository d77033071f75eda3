"""The référent opens the alert « rapports en retard », its cases, answers it; the map leads to its cases."""

from datetime import timedelta

import pytest

from portal.core import clock
from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
MAP, POINTS = "/espace/pilotage/cartographie/", "/espace/pilotage/points/"
OVER = "document.documentElement.scrollWidth > window.innerWidth"
PLAN = "Rappeler chaque auditeur dix jours avant la date de son rapport."


def test_the_referent_opens_an_alert_its_cases_and_answers_it(sign_in):
    page = sign_in("claire")
    page.goto(POINTS)
    page.get_by_role("link", name="Rapports en retard").click()
    page.wait_for_url("**/late_reports/")
    cases = page.get_by_role("table", name="Cas en cause").get_by_role("link")
    assert cases.count() >= 3
    cases.first.click()
    page.wait_for_url("**/espace/audits/**")
    page.go_back()

    page.get_by_role("link", name="Prendre en charge").click()
    page.get_by_label("Jusqu’au").fill((clock.today() + timedelta(days=400)).isoformat())
    page.get_by_label("Ce qui sera fait").fill(PLAN)
    page.get_by_role("button", name="Prendre en charge").click()

    page.get_by_text(PLAN).wait_for()
    assert page.get_by_text("Pris en charge").count() > 0
    page.goto(POINTS)
    row = page.get_by_role("row").filter(has_text="Rapports en retard")
    assert "Claire Vasseur" in row.inner_text()


def test_a_passage_of_the_map_leads_to_its_dossiers_and_one_to_its_time(sign_in):
    page = sign_in("claire")
    page.goto(MAP)
    page.locator(".diagram a text.volume").first.click()
    page.wait_for_url("**/cas/**")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Où est passé le temps").click()
    page.wait_for_url("**/temps/")

    assert page.get_by_text("Ce qui l’aurait évité.").count() >= 1


# test_every_page draws at 320 px what such a page has of its own, in make test too.
@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.slow)])
def test_the_map_and_the_points_are_read_by_all(width, sign_in, axe, shot):
    page = sign_in("claire", width=width)
    found = []
    for address in (MAP, f"{MAP}?machine=audits", POINTS, f"{POINTS}late_reports/"):
        page.goto(address)
        shot(page, f"cartographie-{width}")
        found += [(address, axe(page), page.evaluate(OVER))]

    assert found == [(address, [], False) for address, _axe, _over in found]
