"""The directory with more organisms than a page holds: as light at the first visit as an empty one."""

SCENARIO = "tests/e2e/journey.yaml"  # nobody is labelled there
HAS_WORKER = False
FILL = """
from tests.factories import make_organism
from tests.labelling.labels.factories import make_label

regions = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94")
for n in range(60):
    name = f"Office public de l’habitat de la communauté de Valmeyre-sur-Orbe {n:02}"
    make_label(make_organism(name, region=regions[n % 13], homes=900 * n))
"""


def first_visit(page, address):
    """(requests, bytes of content as sent) of somebody who has nothing in memory."""
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()))
    page.goto(address, wait_until="networkidle")
    return len(sizes), sum(one["responseBodySize"] for one in sizes)


def test_a_full_directory_is_light_at_the_first_visit(running_portal, new_page):
    running_portal.manage("shell", "-v", "0", "-c", FILL)
    page = new_page()

    requests, weight = first_visit(page, "/annuaire/")

    assert page.locator("table tbody").first.locator("th a").count() == 25
    assert "60\u00a0organismes labellisés" in page.text_content("main")
    assert requests <= 12
    assert weight <= 100_000


def test_each_page_of_a_full_directory_stays_within_a_phone(running_portal, new_page, axe):
    page = new_page(width=320)
    page.goto("/annuaire/?page=2")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_page_of_the_directory_is_printed_whole_with_its_day_and_its_address(new_page, portal):
    """On A4 without its margins: a list that is worth what it says today says which day it was."""
    page = new_page(width=658)
    page.emulate_media(media="print")
    page.goto("/annuaire/")
    cells = page.locator(".table :is(th, td)")
    edges = cells.evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")

    assert cells.filter(has_text="Mention").count() == 1
    assert max(edges) <= 658
    assert (
        page.locator("form").evaluate_all("all => all.filter(one => one.checkVisibility())") == []
    )
    assert page.get_by_text("Télécharger (CSV)").is_hidden()
    assert page.locator(".printed").inner_text().startswith(f"{portal}/annuaire/\u00a0: état du ")
