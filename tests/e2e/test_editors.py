"""The guide of the Dircom, followed in Chromium: the home, a menu entry, a banner, a page at its date."""

import re
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.e2e.journeys.walking import Walker
from tests.e2e.test_dircom import A_DAY_PASSES, Editor, schedule

SCENARIO = "tests/e2e/dircom.yaml"
STARTS_AT = "machine"  # Wagtail publishes by its clock
pytestmark = pytest.mark.dated(STARTS_AT)
HAS_WORKER = False  # the clock is run by hand, once the day has passed
HOME = "/cms/pages/3/edit/"
MOMENT = "%d/%m/%Y %H:%M"
WORDS = {
    "title": "Un label qui se vérifie",
    "text": "Chaque attestation porte un numéro.",
}
FOUND = SimpleNamespace()


@pytest.fixture
def meet(sign_in):
    return lambda persona: Editor(sign_in(persona))


def titles(walker):
    return [one.strip() for one in walker.page.locator("main h2").all_text_contents()]


def test_1_the_home_is_rebuilt(meet, new_page, shot, axe):
    """A section hidden, another written and put first."""
    diane = meet("diane").go(HOME)
    before = titles(Walker(new_page()).go("/"))
    assert "Vous êtes…" in before
    sections = diane.page.locator("[name='sections-count']")
    many = int(sections.input_value())
    hidden = diane.page.locator("[name='sections-2-value-is_hidden']")
    hidden.evaluate("box => box.click()")  # its settings are folded
    diane.page.locator(".c-sf-add-button").last.click()
    diane.page.get_by_role("option", name="Texte, image et boutons", exact=True).click()
    name = f"sections-{many}"
    diane.page.locator(f"[name='{name}-type']").wait_for(state="attached")
    diane.fill(**{f"{name}-value-{key}": value for key, value in WORDS.items()})
    shot(diane.page, "accueil-1-edition")
    child = diane.page.locator(f"[data-streamfield-child]:has(> input[name='{name}-type'])")
    for _ in range(many):
        child.get_by_role("button", name="Monter").first.evaluate("button => button.click()")
    diane.from_menu("Publier")
    for width in (1280, 360):
        stranger = Walker(new_page(width=width)).go("/")
        shot(stranger.page, f"accueil-2-{width}")
        found = titles(stranger)
        assert found[0] == WORDS["title"]
        assert "Vous êtes…" not in found
        assert found[1:] == [one for one in before if one in found]
        assert stranger.page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(stranger.page) == []


def test_2_a_menu_entry_is_added(meet, new_page, shot):
    diane = meet("diane").go("/cms/snippets/home/siteframe/")
    many = int(diane.page.locator("[name='menu-count']").input_value())
    diane.page.locator("#panel-child-menu-menu-content, #tab-menu").locator(
        ".c-sf-add-button"
    ).last.click()
    diane.page.locator(f"[name='menu-{many}-type']").wait_for(state="attached")
    diane.fill(**{f"menu-{many}-value-label": "Réclamation"})
    diane.page.locator(f"[name='menu-{many}-value-service']").select_option("/reclamation/")
    shot(diane.page, "menu-1-edition")
    diane.from_menu("Publier")
    stranger = Walker(new_page()).go("/contact/")
    entry = stranger.page.locator("nav.nav a", has_text="Réclamation")
    assert entry.get_attribute("href") == "/reclamation/"
    shot(stranger.page, "menu-2-page")


@pytest.mark.parametrize("width", [1366, 1440, 1920])
def test_2b_a_longer_entry_takes_the_room_of_the_word_of_the_search_not_a_line(new_page, width):
    page = Walker(new_page(width=width)).go("/contact/").page
    added = page.locator("nav.nav li", has_text="Réclamation")  # by the test before
    added.evaluate_all("all => all.forEach(one => one.remove())")
    find, entry = page.locator(".masthead .find"), page.locator("nav.nav a", has_text="Annuaire")

    def seen():
        """Whether the word shows, and whether the search stands beside the menu."""
        word, icon, menu = (
            one.bounding_box() for one in (find.locator("span"), find, page.locator("nav.nav"))
        )
        is_shown = word["y"] < icon["y"] + icon["height"] - 1
        return is_shown, icon["x"] > menu["x"] + menu["width"] and menu["height"] < 60

    before = seen()
    entry.evaluate("one => { one.textContent = 'Trouver un organisme' }")
    assert (before, seen()) == ((True, True), (False, True))


def test_3_a_banner_is_put_on_every_page(meet, new_page, shot, axe):
    diane = meet("diane").go("/cms/snippets/home/alertbanner/add/")
    now = datetime.now()  # this machine may not be in Paris
    diane.fill(
        heading="Le portail ferme ce soir",
        text="De 20 h à 22 h, pour une mise à jour.",
        starts_at=(now - timedelta(hours=5)).strftime(MOMENT),
        ends_at=(now + timedelta(hours=5)).strftime(MOMENT),
    )
    diane.from_menu("Publier")
    for width in (1280, 360):
        stranger = Walker(new_page(width=width)).go("/annuaire/")
        shown = stranger.page.get_by_role("region", name="Annonce").inner_text()
        assert "Le portail ferme ce soir" in shown
        shot(stranger.page, f"bandeau-{width}")
        assert stranger.page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(stranger.page) == []


def test_4_a_page_waits_for_its_date_and_is_seen(meet, new_page, running_portal, shot):
    diane = meet("diane").go("/cms/pages/add/home/contentpage/3/")
    diane.fill(title="Les rencontres du label", intro="Deux jours pour se parler.")
    # The CMS makes the address of a page from its title once it is typed.
    diane.page.wait_for_function("() => document.querySelector('[name=slug]').value !== ''")
    diane.save()
    FOUND.edit = diane.address
    assert re.fullmatch(r"/cms/pages/\d+/edit/", FOUND.edit)
    schedule(diane)
    diane.go(FOUND.edit).from_menu("Programmer")
    assert "mise en ligne" in diane.go("/cms/").text
    shot(diane.page, "edition-accueil")
    diane.page.get_by_role("link", name="Calendrier des parutions").click()
    diane.page.wait_for_url("**/parutions/**")
    planned = diane.page.locator("table.month").get_by_role("link", name="Les rencontres du label")
    if planned.count() == 0:  # the last days of a month
        diane.page.get_by_role("link", name="Mois suivant").click()
    shot(diane.page, "edition-parutions")
    planned.click()
    diane.page.wait_for_url(f"**{FOUND.edit}")
    stranger = Walker(new_page())
    stranger.go("/les-rencontres-du-label/", status=404)
    running_portal.manage("shell", "-v", "0", "-c", A_DAY_PASSES)
    assert "Deux jours pour se parler." in stranger.go("/les-rencontres-du-label/").text


def test_5_the_calendar_of_a_date_closes_by_the_keyboard_and_by_a_press_elsewhere(meet):
    """It stood over « Enregistrer »; Escape leaves what was typed and the focus."""
    page = meet("diane").go("/cms/snippets/home/alertbanner/add/").page
    calendar = page.locator(".xdsoft_datetimepicker:visible")

    def opened(name):
        field = page.locator(f"[name={name}]")
        field.click()
        calendar.first.wait_for()
        return field

    field = opened("ends_at")
    field.fill("03/12/2026 10:00")
    page.keyboard.press("Escape")
    assert (calendar.count(), field.input_value()) == (0, "03/12/2026 10:00")
    assert page.evaluate("document.activeElement.name") == "ends_at"
    opened("starts_at")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.wait_for_timeout(400)
    assert calendar.count() == 0
    opened("ends_at")
    page.locator("[name=heading]").click()
    page.wait_for_timeout(400)
    assert calendar.count() == 0
