"""The main pages of each person: readable by all, light, on their own host, usable by keyboard."""

import pytest

from tests.e2e.journeys.walking import Walker, tick

SCENARIO = "tests/e2e/journey.yaml"
STARTS_AT = "2025-09-01 09:00"
HAS_WORKER = False
PUBLIC = ("/", "/annuaire/", "/verifier/")
SPACE = ("/espace/", "/espace/dossiers/", "/espace/organismes/", "/espace/regles/", "/compte/")
ROOMS = {
    "sophie": ("/espace/dossiers/ouvrir/", "/espace/labels/"),
    "claire": ("/espace/comite/", "/espace/agrements/", "/espace/agrements/QH-G-2025-0001/"),
    "lucas": ("/espace/audits/", "/espace/agrements/QH-G-2025-0001/"),
    "secretaire": (
        "/espace/comite/",
        "/espace/comite/nouvelle/",
        "/espace/comite/composition/",
        "/espace/comite/composition/PRES/",
        "/espace/comite/composition/PRES/modifier/",
        "/espace/comite/composition/PRES/sommeil/",
    ),
    "president": ("/espace/comite/", "/espace/comite/QH-S-2025-0001/"),
    "diane": ("/espace/labels/",),
}


def readable(walker, axe, addresses):
    """What axe finds on each page, at a desk then on a phone at 320 px, and what runs over its side."""
    found = []
    for width in (1280, 320):
        walker.page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            walker.go(address)
            found += [f"{address} à {width} px : {one}" for one in axe(walker.page)]
            over = "document.documentElement.scrollWidth > window.innerWidth"
            if walker.page.evaluate(over):
                found.append(f"{address} dépasse à {width} px")
    return found


def test_public_pages_are_readable_by_all(new_page, axe):
    assert readable(Walker(new_page()), axe, PUBLIC) == []


@pytest.mark.parametrize(
    "persona",
    [pytest.param(one, marks=() if one == "sophie" else pytest.mark.slow) for one in ROOMS],
)
def test_the_pages_of_each_person_are_readable_by_all(persona, sign_in, axe):
    shared = SPACE if persona == "sophie" else ("/espace/",)
    assert readable(Walker(sign_in(persona)), axe, (*shared, *ROOMS[persona])) == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/annuaire/",
        "/annuaire/?carte=departements",
        "/actualites/",
        "/observatoire/",
        "/le-label/",
    ],
)
def test_a_first_visit_is_light_and_asks_nobody_else(address, new_page, portal):
    """At most twelve requests and 100 kB of content as sent, all to this portal."""
    page, asked, sizes = new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfinished", lambda request: sizes.append(request.sizes()))
    page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((portal, "data:"))] == []
    assert len(asked) <= 12
    assert sum(one["responseBodySize"] for one in sizes) <= 100_000


@pytest.mark.parametrize("address", ["/locataires/code/", "/equipes/code/"])
def test_what_opens_without_an_account_is_lighter_still(address, new_page):
    """At most five requests and 40 kB as sent, fonts apart: a slow telephone opens it."""
    page, asked = new_page(), []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(address, wait_until="networkidle")
    sent = [one.sizes()["responseBodySize"] for one in asked if one.resource_type != "font"]
    assert (len(sent) <= 5, sum(sent) <= 40_000) == (True, True), (asked, sent)


def test_the_keyboard_alone_reaches_the_content_and_sends_a_form(new_page):
    page = new_page()
    page.goto("/verifier/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    page.wait_for_url("**/verifier/#main")  # a busy machine follows a link after the press
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "numero":
        page.keyboard.press("Tab")
    page.keyboard.type("QH-2024-9999")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/verifier/QH-2024-9999/")


def test_a_dossier_opens_without_any_script_and_on_a_phone_its_steps_leave_room_for_its_act(
    sign_in,
):
    walker = Walker(sign_in("agnes", java_script_enabled=False)).go("/espace/dossiers/ouvrir/")
    tick(walker.page.get_by_label("Premier label"))
    walker.press("Ouvrir le dossier")
    assert "Non déposé" in walker.text

    walker.page.set_viewport_size({"width": 360, "height": 800})
    steps, act = (walker.page.locator(one).bounding_box() for one in (".steps", "section.act"))
    assert (steps["height"] < 120, act["y"] - steps["y"] < 250) == (True, True)
