"""What a first visit sees and waits for: the largest picture early, nothing that moves, light pages."""

import re
import urllib.request

import pytest

from tests.e2e.pages.weighing import first_load

SCENARIO = "tests/e2e/journey.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
PUBLIC = (
    *("/", "/le-label/", "/annuaire/", "/annuaire/chiffres/", "/annuaire/donnees/", "/verifier/"),
    *("/observatoire/", "/actualites/", "/agenda/", "/presse/", "/partenaires/", "/ressources/"),
    *("/locataires/", "/lettre/", "/marque/kit/", "/contact/", "/signaler/", "/reclamation/"),
)
OPENED = ("/", "/annuaire/", "/observatoire/", "/agenda/", "/actualites/", "/marque/kit/")
# Buffered entries: what was painted and what moved since the page began to arrive.
SEEN = """() => new Promise(done => {
  const found = {moved: 0, largest: null}
  new PerformanceObserver(list => list.getEntries().forEach(
    one => { if (!one.hadRecentInput) found.moved += one.value })).observe({type: 'layout-shift', buffered: true})
  new PerformanceObserver(list => list.getEntries().forEach(
    one => { found.largest = one.element && one.element.outerHTML.slice(0, 200) }))
    .observe({type: 'largest-contentful-paint', buffered: true})
  setTimeout(() => done(found), 300)
})"""
UNSIZED = """() => [...document.images].filter(one => !one.getAttribute('width') || !one.getAttribute('height'))
  .map(one => one.outerHTML.slice(0, 120))"""
LATE = """() => [...document.images].filter(one => one.loading === 'lazy'
  && one.getBoundingClientRect().top < innerHeight / 2).map(one => one.outerHTML.slice(0, 120))"""
RESTS = "() => document.body.dispatchEvent(new PointerEvent('pointermove', {bubbles: true}))"
COVERED = """() => document.querySelector('main').insertAdjacentHTML('beforeend', '<div id="covered"><div'
  + ' class="result" data-covered><picture><source type="image/avif">'
  + '<img class="cover" alt="" width="640" height="480"></picture><div>Texte</div></div></div>')"""
HEAD = {  # what a machine reads of a page as it is sent
    "description": r'<meta name="description" content="()[^"]*\w',
    "canonical": r'<link rel="canonical" href="([^"]*)"',
    "viewport": r'<meta name="viewport"()',
    "lang": r'<html lang="(\w+)"',
}


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.slow)])
@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_moves_and_the_largest_thing_is_not_late(address, width, new_page):
    page = new_page(width=width, height=800)
    page.goto(address, wait_until="networkidle")

    seen = page.evaluate(SEEN)

    assert seen["moved"] < 0.02
    assert 'loading="lazy"' not in (seen["largest"] or "")
    assert page.evaluate(UNSIZED) == []
    assert page.evaluate(LATE) == []


def test_a_first_load_is_light_whatever_the_page(new_page):
    found = []
    for address in PUBLIC:
        page = new_page(width=360, height=800)
        found += first_load(page, address).faults(address)
        page.close()

    assert found == []


def test_a_pointer_at_rest_asks_for_nothing_more(new_page):
    """Chromium tells it « moved » by nothing when a page is drawn under it, late on a busy machine."""
    page, asked = new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/observatoire/", wait_until="networkidle")

    page.evaluate(RESTS)
    page.wait_for_timeout(300)
    assert [one for one in asked if "htmx" in one] == []

    with page.expect_request("**/htmx*"):
        page.mouse.move(40, 40)
        page.mouse.move(80, 80)


def test_the_source_of_a_picture_takes_no_place_in_its_row(new_page):
    page = new_page(width=1280)
    page.goto("/observatoire/")
    page.evaluate(COVERED)

    assert [page.locator(f"#covered {name}").is_visible() for name in ("source", "img")] == [
        False,
        True,
    ]
    assert (
        page.locator("#covered img").bounding_box()["width"] == 11 * 16
    )  # the first column of the row


def test_the_menu_holds_in_one_line(new_page):
    page = new_page(width=1280)
    page.goto("/")
    bar = [*page.locator("nav.nav a").all(), page.locator(".masthead .find")]

    assert len(bar) == 9  # eight entries, and the lens
    assert len({one.bounding_box()["y"] for one in bar}) == 1


def test_what_opens_is_readable_by_all(new_page, axe):
    """The menu of a phone, then every fold and filter of the page, by light and by dark."""
    found = []
    for address in OPENED:
        page = new_page(width=360, height=800, color_scheme="dark")
        page.goto(address)
        page.get_by_role("button", name="Menu").click()
        found += [f"{address}, menu\u00a0: {one}" for one in axe(page)]
        page.keyboard.press("Escape")
        page.evaluate(
            "document.querySelectorAll('main details').forEach(one => { one.open = true })"
        )
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{address}, {scheme}\u00a0: {one}" for one in axe(page)]
        assert page.evaluate("document.documentElement.scrollWidth") == 360, address
        page.close()

    assert found == []


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_says_what_it_is_to_machines(address, portal):
    with urllib.request.urlopen(f"{portal}{address}") as answer:
        page = answer.read().decode()

    assert {name: re.findall(said, page) for name, said in HEAD.items()} == {
        "description": [""],
        "canonical": [f"{portal}{address}"],
        "viewport": [""],
        "lang": ["fr"],
    }
