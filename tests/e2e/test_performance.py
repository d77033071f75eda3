"""The référent reads the performance, opens a figure to its cases, imports results; an organism reads its like."""

import pytest

from tests.e2e import serving
from tests.e2e.walking import Walker

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
PERFORMANCE, SURVEYS = "/espace/pilotage/performance/", "/espace/pilotage/satisfaction/"
AUDITORS = f"{PERFORMANCE}auditeurs/"
OVER = "document.documentElement.scrollWidth > window.innerWidth"
FILE = "Organisme;Répondants;Satisfaction globale;Propreté\n{name};412;84,5 %;71\nInconnu Habitat;12;50;50\n"


def test_the_referent_opens_a_figure_of_an_element_to_its_cases(sign_in):
    page = sign_in("claire")
    page.goto("/espace/pilotage/")
    page.get_by_role("link", name="Performance", exact=True).click()
    page.wait_for_url(f"**{PERFORMANCE}")
    row = page.get_by_role("row").filter(has_text="Premiers labels").first
    cases = row.get_by_role("cell").first.inner_text().split()[0]
    row.get_by_role("link", name=f"{cases} cas").click()
    page.wait_for_url("**/flows.first_labels/cas/**")

    assert page.locator("tbody tr").count() == int(cases)


def test_a_reader_of_the_comex_reads_the_sums_and_the_map_and_opens_no_case(sign_in, axe):
    charles = Walker(sign_in("comex"))
    for name, address, said in (
        ("Performance", PERFORMANCE, "Organismes labellisés"),
        ("Cartographie", "/espace/pilotage/cartographie/", "Le parcours réel"),
    ):
        charles.go("/espace/pilotage/")
        charles.page.get_by_role("link", name=name, exact=True).click()
        charles.page.wait_for_url(f"**{address}")
        assert said in charles.text
        assert axe(charles.page) == []
        assert charles.page.locator("main a[href*='/cas/']").count() == 0


def test_results_are_imported_and_the_organism_reads_them_beside_its_like(sign_in):
    sophie = Walker(sign_in("signataire3"))
    name = _organism(sophie)
    claire = Walker(sign_in("claire"))
    claire.go(f"{SURVEYS}import/")
    page = claire.page
    page.get_by_label("Enquête close le").fill("2024-11-30")
    content = FILE.format(name=name).encode()
    page.get_by_label("Résultats par organisme").set_input_files(
        {"name": "enquete.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_text("Rien n’est encore écrit").wait_for()
    assert "cet organisme n’est pas connu" in claire.text
    page.get_by_role("button", name="Enregistrer ces résultats").click()
    page.wait_for_url(f"**{SURVEYS}2024/")
    assert "84,5 %" in claire.text
    assert "84,5 %" in sophie.go(f"{_page(sophie)}satisfaction/").text


def test_an_organism_consents_and_reads_its_comparison(sign_in, axe, shot):
    sophie = Walker(sign_in("signataire3"))
    address = f"{_page(sophie)}satisfaction/"
    assert "Médiane du groupe" not in sophie.go(address).text
    sophie.page.get_by_role("link", name="Accepter la comparaison").click()
    sophie.page.get_by_role("button", name="Donner l’accord").click()
    sophie.page.wait_for_url(f"**{address}")

    assert "Votre groupe" in sophie.text
    assert axe(sophie.page) == []
    shot(sophie.page, "satisfaction-organisme")


def _page(walker):
    """The address of the page of their organism."""
    walker.go("/espace/organismes/")
    link = walker.page.locator("main a[href^='/espace/organismes/']").first
    return "/".join(link.get_attribute("href").split("/")[:4]) + "/"


def _organism(walker):
    walker.go(_page(walker))
    return walker.page.locator("h1").inner_text()


# test_every_page draws at 320 px what such a page has of its own, in make test too.
@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.slow)])
def test_the_pages_are_read_by_all(width, sign_in, axe, shot):
    page = sign_in("claire", width=width)
    found = []
    for address in (PERFORMANCE, AUDITORS, SURVEYS, f"{SURVEYS}import/"):
        page.goto(address)
        shot(page, f"performance-{width}")
        found += [(address, axe(page), page.evaluate(OVER))]

    assert found == [(address, [], False) for address, _axe, _over in found]
