"""Public doors in a browser: a tenant from a town to the right form, an organism to its request, a journalist."""

import re

import pytest

SCENARIO = "tests/e2e/journey.yaml"
HAS_WORKER = False
FILL = """
from home.models import PressPage
from home.uploads.pictures import make_sizes
from labelling.parties.organisms.models import OrganismTown
from tests.factories import make_organism
from tests.home.blocks.factories import make_image
from tests.labelling.labels.factories import make_label

organism = make_organism("Valmeyre Habitat", slug="valmeyre-habitat", region="53", departement="35")
make_label(organism)
OrganismTown.objects.create(organism=organism, insee="35238")
image = make_image(name="porte.jpg", size=(900, 600), credit="Portail Quali’Hlm")
make_sizes.func(image.pk)
press = PressPage.objects.get()
press.photographs = [("photograph", {"image": image, "alt": "Une porte", "caption": "", "rights": "Libre."})]
press.save_revision().publish()
"""


@pytest.fixture(scope="module", autouse=True)
def _filled(running_portal):
    running_portal.manage("shell", "-v", "0", "-c", FILL)


def fits(page):
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_a_tenant_goes_from_a_town_to_the_right_form_on_a_phone(new_page, axe, shot):
    page = new_page(width=360, height=740)
    page.goto("/annuaire/?q=Rennes")
    page.get_by_role("link", name="Valmeyre Habitat").first.click()
    page.get_by_role("link", name=re.compile("Un problème avec cet organisme")).click()
    shot(page, "un-probleme-360")
    assert (axe(page), fits(page)) == ([], True)

    page.get_by_role("link", name=re.compile("De mon logement")).click()
    page.get_by_role("link", name=re.compile("Oui, et il dure")).click()
    assert (axe(page), fits(page)) == ([], True)
    shot(page, "un-probleme-issue-360")
    page.get_by_role("link", name="Signaler un problème qui dure").click()

    assert page.locator("input[name=reason]:checked").get_attribute("value") == "quality"
    assert page.locator("input[name=organism_name]").input_value() == "Valmeyre Habitat"


def test_the_guide_needs_no_script(new_page):
    page = new_page(width=360, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name=re.compile("Un problème")).first.click()
    page.get_by_role("link", name=re.compile("D’un papier")).click()
    page.get_by_role("link", name="Vérifier un papier").first.click()

    assert page.url.endswith("/verifier/")


def test_an_organism_goes_from_its_four_answers_to_its_request_and_follows_it(new_page, axe, shot):
    page = new_page()
    page.goto("/je-candidate/")
    shot(page, "je-candidate")
    for answer in ("Oui", "Oui", "Oui, l’instance", "Oui, ils en sont"):
        page.locator(".choices a").filter(has_text=re.compile(f"^\\s*{answer}")).first.click()
    assert axe(page) == []
    page.locator("#question").get_by_role(
        "link", name="Demander l’espace de votre organisme"
    ).click()

    page.get_by_label("Nom de l’organisme").fill("Habitat des Vals")
    page.get_by_label("Office public de l’habitat").check(force=True)
    page.get_by_label("Siren").fill("123 456 782")
    page.get_by_label("Département du siège").select_option("35")
    page.get_by_label("Personne qui engage l’organisme").fill("Inès Roy")
    page.get_by_label("Sa fonction").fill("directrice générale")
    page.get_by_label("Son adresse électronique").fill("ines@exemple.fr")
    page.get_by_label("Votre nom").fill("Léa Voisin")
    page.get_by_label("Votre adresse électronique").fill("lea@exemple.fr")
    page.wait_for_timeout(3_100)  # a form that leaves sooner is a robot's
    page.get_by_role("button", name="Envoyer la demande").click()
    page.get_by_role("link", name="Ouvrir la page de suivi").click()

    steps = page.get_by_label("De la demande au dossier")
    assert (
        steps.locator("[aria-current=step]")
        .inner_text()
        .replace("\n", " ")
        .find("Adresse à confirmer")
        >= 0
    )
    assert (axe(page), fits(page)) == ([], True)


def test_a_journalist_takes_a_series_and_a_photograph(new_page, axe, shot):
    page = new_page()
    page.goto("/presse/")
    shot(page, "presse")
    assert axe(page) == []
    with page.expect_download() as photograph:
        page.get_by_role("link", name=re.compile("JPEG, 900")).click()
    page.get_by_role("link", name="Organismes labellisés dans l’annuaire").click()
    shot(page, "presse-serie")
    assert axe(page) == []
    with page.expect_download() as drawing:
        page.get_by_role("link", name="Prendre le dessin (SVG)").click()
    with page.expect_download() as table:
        page.get_by_role("link", name="Prendre le tableau (CSV)").click()

    assert photograph.value.path().read_bytes()[:2] == b"\xff\xd8"
    assert b"Licence Ouverte" in drawing.value.path().read_bytes()
    assert table.value.suggested_filename == "qualihlm-labellises.csv"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "path", ["/un-probleme/", "/partenaires/regions/bretagne/", "/alertes/?sujet=annuaire"]
)
def test_each_door_stays_within_its_screen(new_page, axe, shot, path, width):
    page = new_page(width=width)
    page.goto(path)
    shot(page, f"{path.strip('/').split('/?')[0].replace('/', '-')}-{width}")

    assert (axe(page), fits(page)) == ([], True)


FOCUSED = "document.activeElement.textContent.trim()"


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_the_menu_of_a_phone_is_left_where_it_was_opened(way, new_page, axe, shot):
    page = new_page(width=360, height=740)
    page.goto("/presse/")
    opener, menu = page.get_by_role("button", name="Menu"), page.locator("#nav")
    opener.focus()
    page.keyboard.press("Enter")
    shot(page, "menu-360")
    opened = (menu.is_visible(), axe(page))
    if way == "button":
        menu.get_by_role("button", name="Fermer").click()
    else:
        page.keyboard.press("Escape")

    assert opened == (True, [])
    assert menu.is_hidden()
    assert page.evaluate(FOCUSED) == "Menu"


def test_back_leads_to_the_form_rather_than_asking_to_send_it_again(new_page):
    page = new_page()
    page.goto("/signaler/")
    page.wait_for_timeout(3_100)  # a form that leaves sooner is a robot's
    page.get_by_role("button", name="Envoyer").first.click()
    page.wait_for_selector("[role=alert]")
    page.goto("/contact/")
    page.go_back()

    assert "Signaler un usage abusif" in page.title()
    assert page.get_by_role("button", name="Envoyer").first.is_visible()


KINDS = (
    *("/", "/annuaire/", "/annuaire/valmeyre-habitat/", "/un-probleme/", "/je-candidate/"),
    *("/presse/", "/presse/chiffres/labellises/", "/agenda/", "/actualites/", "/marque/kit/"),
    *("/locataires/", "/observatoire/", "/partenaires/regions/bretagne/", "/verifier/"),
    *("/recherche/?q=logo", "/signaler/", "/contact/", "/questions/", "/le-label/", "/lettre/"),
)
OPEN = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
A4 = 720  # pixels between the margins of a sheet
STOP = """() => { const one = document.activeElement, box = one.getBoundingClientRect()
  return one === document.body || (box.width > 0 && box.bottom > 0 && box.top < innerHeight) }"""


@pytest.mark.slow
@pytest.mark.parametrize("address", KINDS)
def test_each_kind_of_page_holds_whoever_reads_it(address, new_page, axe):
    """Dark at 320 px, everything unfolded; at 200 %; on paper; by the keyboard; without script."""
    page = new_page(width=320, height=740, color_scheme="dark")
    page.goto(address)
    page.evaluate(OPEN)
    found = axe(page)
    held = {"320 px": fits(page)}
    page.set_viewport_size({"width": 640, "height": 450})
    held["200 %"] = fits(page)
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": A4, "height": 1000})
    held["paper"] = fits(page)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 800})
    for _ in range(20):
        page.keyboard.press("Tab")
        held["keyboard"] = held.get("keyboard", True) and page.evaluate(STOP)
    bare = new_page(width=360, java_script_enabled=False)
    bare.goto(address)

    assert found == []
    assert [what for what, is_held in held.items() if not is_held] == []
    assert bare.locator("h1").is_visible()
