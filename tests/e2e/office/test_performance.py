"""The référent reads the performance, opens a figure to its cases, imports results; an organism reads its like.

What two elements count is played too: an « appui-conseil », the evaluation of an auditor by the two sides.
"""

import pytest

from tests.e2e.journeys.walking import Walker, today
from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
PERFORMANCE, SURVEYS = "/espace/pilotage/performance/", "/espace/pilotage/satisfaction/"
AUDITORS, VIEWED = f"{PERFORMANCE}auditeurs/", "/espace/pages-lues/"
OVER = "document.documentElement.scrollWidth > window.innerWidth"
ORGANISM, AUDITOR = "contact22", "auditeur11"
MISSION, OF_THE_AUDITOR = "audit-org22-1", "audit-org40-1"
COMMENT = "Du temps pris avec chaque agence, et des exemples concrets."
SUMMARY = "Une réunion d’une heure par agence, avec les représentants de locataires."
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
    page.get_by_role("button", name="Faire ce qui est lu").click()
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


def test_an_organism_asks_for_support_and_reads_what_was_done(sign_in, axe):
    alice, claire = Walker(sign_in(ORGANISM, width=360)), Walker(sign_in("claire"))
    alice.go("/espace/appui-conseil/").page.get_by_role(
        "link", name="Demander un appui-conseil"
    ).click()
    alice.page.wait_for_url("**/demander/")
    alice.fill(
        subject="Faire vivre nos engagements", need="Nos agences nouvelles ne les connaissent pas."
    )
    support = alice.press("Envoyer la demande").address
    day = today().isoformat()
    assert "Faire vivre nos engagements" in claire.go("/espace/appui-conseil/").text
    claire.act(f"{support}accepter/", "Accepter l’appui", planned_on=day)
    assert "Jour convenu" in alice.go(support).text
    told = {"done_on": day, "hours": "1.25", "summary": SUMMARY}
    claire.act(f"{support}clore/", "Clore avec un compte rendu", **told)

    assert [one in alice.go(support).text for one in (SUMMARY, "1 h 15")] == [True, True]
    assert (axe(alice.page), alice.page.evaluate(OVER)) == ([], False)


def test_an_auditor_is_evaluated_by_the_two_sides_and_reads_averages_alone(
    sign_in, running_portal, axe
):
    alice, claire = Walker(sign_in(ORGANISM, width=360)), Walker(sign_in("claire"))
    mission, other = (running_portal.addresses[one] for one in (MISSION, OF_THE_AUDITOR))
    claire.act(f"{mission}valider-le-rapport/", "Valider le rapport")
    alice.go(mission).page.get_by_role("link", name="Évaluer l’auditeur").click()
    alice.page.wait_for_url("**/espace/evaluations/**")
    assert (axe(alice.page), alice.page.evaluate(OVER)) == ([], False)
    evaluation = alice.address
    alice.fill(**_levels("4"), comment=COMMENT).press("Envoyer l’évaluation")
    assert "Merci. Votre évaluation est enregistrée" in alice.text
    assert "Votre évaluation est donnée" in alice.go(mission).text
    reference = other.split("/")[3]
    for address in (evaluation, f"/espace/evaluations/{reference}/"):
        claire.act(address, "Envoyer l’évaluation", **_levels("3"))
    claire.go("/espace/evaluations/").page.get_by_role("link", name="Théo Rolland").click()
    claire.page.wait_for_url("**/auditeurs/**")
    assert COMMENT in claire.text

    hugo = Walker(sign_in(AUDITOR, width=360)).go("/espace/evaluations/")
    assert (
        "Moyennes de vos 6 premières évaluations" in hugo.text
    )  # by threes: the seventh is told of no mean
    assert (
        hugo.page.get_by_role("table", name="Moyennes par critère").get_by_role("row").count() == 7
    )
    assert (axe(hugo.page), hugo.page.evaluate(OVER)) == ([], False)


def _levels(level):
    """The same for each criterion of the grid."""
    return dict.fromkeys(("preparation", "listening", "mastery", "report", "timing"), level)


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
    for address in (PERFORMANCE, AUDITORS, SURVEYS, f"{SURVEYS}import/", VIEWED):
        page.goto(address)
        shot(page, f"performance-{width}")
        found += [(address, axe(page), page.evaluate(OVER))]

    assert found == [(address, [], False) for address, _axe, _over in found]
