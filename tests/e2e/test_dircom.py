"""A campaign page of the Dircom, from the blank form to its readers, played in Chromium."""

import re
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from PIL import Image

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/dircom.yaml"
STARTS_AT = "machine"  # Wagtail publishes by its clock
pytestmark = pytest.mark.dated(STARTS_AT)
HAS_WORKER = False  # the clock is run by hand, once the day has passed
TITLE = "La qualité de service au congrès"
ADDRESS = "/la-qualite-de-service-au-congres/"
ALT = "Une gardienne accueille un locataire dans le hall"
MISSING = "Décrivez l’image en une phrase, ou cochez « décorative »"
NAMED = f"Bloc 7, Image : texte de remplacement : {MISSING}"
BLOCKS = (
    ("Texte", {}),
    ("Image", {"alt": "Le stand du label, vu de l’allée", "caption": "Le stand."}),
    ("Citation", {"text": "On nous répond, et on nous dit quand.", "author": "Une locataire"}),
    ("Chiffres du registre", {"title": "Le label aujourd’hui", "chosen": "labelled"}),
    ("Étapes", {"title": "Le parcours"}),
    ("Carte", {}),
    ("Image", {"caption": "L’accueil."}),
    ("Organismes labellisés", {"title": "Ils sont labellisés"}),
    (
        "Appel à agir",
        {"title": "Une attestation à la main", "label": "La vérifier", "address": "/verifier/"},
    ),
    ("Contact", {"who": "La direction de la communication", "email": "label@qualihlm.example"}),
)
KINDS = ("text picture quote figures steps map picture organisms call contact").split()
PICTURES = {1: ("stand", "#0e4b5b", "Le stand du label"), 6: ("hall", "#b4552d", "Un hall")}
FOUND = SimpleNamespace()  # what a step leaves to the next


class Editor(Walker):
    """Somebody at the form of a page in the CMS."""

    def child(self, number):
        children = "[data-streamfield-child]:not([aria-hidden='true'])"
        return self.page.locator(f"{children}:has(> input[name='body-{number}-type'])")

    def add_block(self, number, label, values):
        self.page.locator(".c-sf-add-button").last.click()
        self.page.get_by_role("option", name=label, exact=True).click()
        self.page.locator(f"[name='body-{number}-type']").wait_for(state="attached")
        self.fill(**{f"body-{number}-value-{name}": value for name, value in values.items()})

    def write(self, number, words):
        """In the rich text of this block."""
        text = self.child(number).locator("[contenteditable=true]").first
        text.click()
        text.press_sequentially(words)

    def upload(self, number, path, title, description, credit):
        """A new picture, sent from the block that will show it."""
        place = self.child(number)
        self.choose(place, f"body-{number}-value-image", path, title, description, credit)

    def choose(self, place, name, path, title, description, credit):
        """A new picture, sent from the field of this name."""
        place.locator("[data-chooser-action-choose]").first.click()
        dialog = self.page.locator(".modal-dialog")
        dialog.get_by_role("tab", name="Transférer").click()
        said = {"title": title, "description": description, "credit": credit}
        dialog.locator("[name=image-chooser-upload-file]").set_input_files(path)
        for field, value in said.items():
            dialog.locator(f"[name=image-chooser-upload-{field}]").fill(value)
        dialog.get_by_role("button", name="Transférer").click()
        dialog.wait_for(state="hidden")
        chosen = f"[name='{name}']"
        self.page.wait_for_function("name => document.querySelector(name).value !== ''", arg=chosen)

    def save(self, button=".action-save", status=200):
        with self.page.expect_navigation():
            self.page.locator(f"footer {button}").first.click()
        self.page.wait_for_load_state()
        return self

    def from_menu(self, words):
        """A button of the menu beside « Enregistrer »."""
        self.page.locator("footer .w-dropdown__toggle").click()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).click()
        self.page.wait_for_load_state()
        return self


@pytest.fixture
def meet(sign_in):
    """`meet("diane")`: a person of the scenario at the CMS."""
    return lambda persona: Editor(sign_in(persona))


def drawn(folder, name, colour):
    path = folder / f"{name}.png"
    Image.new("RGB", (1200, 800), colour).save(path)
    return path


def test_1_a_page_of_ten_blocks_with_two_pictures(meet, shot, tmp_path):
    """A draft is saved with its fault, and the form says which block is at fault."""
    diane = meet("diane").go("/cms/pages/add/home/campaignpage/3/")
    diane.fill(title=TITLE, starts_on="11/05/2026", ends_on="15/05/2026")
    diane.fill(intro="Cinq jours pour montrer ce qu’un service vérifié change.")
    for number, (label, values) in enumerate(BLOCKS):
        diane.add_block(number, label, values)
    diane.write(0, "Le label vient au congrès avec celles et ceux qui le font vivre.")
    for number, (name, colour, title) in PICTURES.items():
        path = drawn(tmp_path, name, colour)
        diane.upload(number, path, title, f"{title}, de face", "Studio d’exemple")
    alternatives = [diane.page.locator(f"[name='body-{n}-value-alt']") for n in PICTURES]
    typed, proposed = (one.input_value() for one in alternatives)
    assert (typed, proposed) == (BLOCKS[1][1]["alt"], "Un hall, de face")
    diane.fill(**{"body-6-value-alt": ""}).save()
    FOUND.edit = diane.address
    assert re.fullmatch(r"/cms/pages/\d+/edit/", FOUND.edit)
    assert NAMED in diane.text
    shot(diane.page, "campagne-1-brouillon")


def test_2_it_waits_for_its_date_and_is_refused_without_an_alternative(meet, shot):
    """BR-90: what is submitted is fit for publication; the refusal keeps all that was typed."""
    diane = meet("diane").go(FOUND.edit)
    schedule(diane)
    diane.from_menu("Soumettre à Relecture")
    assert MISSING in diane.text
    kinds = diane.page.locator("[name^='body-'][name$='-type']")
    assert kinds.evaluate_all("all => all.map(one => one.value)") == KINDS
    shot(diane.page, "campagne-2-refusee")
    diane.fill(**{"body-6-value-alt": ALT}).from_menu("Soumettre à Relecture")
    diane.go(FOUND.edit)
    assert NAMED not in diane.text
    assert "Une autre personne de la Dircom relit cette page" in diane.text
    shot(diane.page, "campagne-2-soumise")


def schedule(diane):
    diane.page.get_by_role("button", name="Afficher/masquer le statut").click()
    diane.page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    tomorrow = datetime.now() + timedelta(days=1)  # of this machine, which may not be in Paris
    diane.page.locator("[name=go_live_at]").fill(tomorrow.strftime("%d/%m/%Y %H:%M"))
    with diane.page.expect_navigation():  # by the keyboard: the calendar may still cover the button
        diane.page.get_by_role("button", name="Enregistrer la programmation").press("Enter")
    diane.page.wait_for_load_state()


def test_3_the_other_person_then_the_referent_read_it(meet, shot, new_page):
    """The référent says that the page tells facts: it waits for both, then for its date."""
    claire = meet("claire").go("/espace/faits/")
    known = claire.page.locator("main a[href$='/le-label/']").first.get_attribute("href")
    claire.go(known.replace("/le-label/", ADDRESS)).press("Vérifier les faits de cette page")
    yann = meet("yann").go(FOUND.edit)
    assert "vous n’êtes pas l’auteur de cette version" in yann.text
    shot(yann.page, "campagne-3-a-relire")
    approve(yann)
    claire.go(FOUND.edit)
    assert "votre accord porte sur ce texte, mot pour mot" in claire.text
    approve(claire)
    Walker(new_page()).go(ADDRESS, status=404)


APPROVE = re.compile(
    r"^Approuver(?! avec)(?!.*commentaire)"
)  # the last reader's says « et publier »


def approve(reader):
    reader.page.locator("footer .w-dropdown__toggle").click()
    with reader.page.expect_navigation():
        reader.page.get_by_role("button", name=APPROVE).click()
    reader.page.wait_for_load_state()


A_DAY_PASSES = """
from datetime import timedelta
from django.core.management import call_command
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision
day = timedelta(days=1, minutes=1)
for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
    revision.approved_go_live_at -= day
    revision.content["go_live_at"] = (parse_datetime(revision.content["go_live_at"]) - day).isoformat()
    revision.save()
call_command("run_clock")
"""


def test_4_the_clock_publishes_it_at_its_date(running_portal, new_page):
    """Wagtail asks this machine what time it is: the dates come nearer instead."""
    stranger = Walker(new_page())
    running_portal.manage("run_clock")
    stranger.go(ADDRESS, status=404)
    running_portal.manage("shell", "-v", "0", "-c", A_DAY_PASSES)
    assert "Cinq jours pour montrer" in stranger.go(ADDRESS).text


@pytest.mark.parametrize("width", [1280, 360])
def test_5_anybody_reads_it(width, new_page, shot, axe):
    stranger = Walker(new_page(width=width)).go(ADDRESS)
    pictures = stranger.page.locator("main img")
    alternatives = pictures.evaluate_all("all => all.map(one => one.alt)")
    loaded = "all => all.every(one => one.complete && one.naturalWidth > 0)"
    stranger.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    stranger.page.wait_for_load_state("networkidle")
    shot(stranger.page, f"campagne-5-{width}")
    assert [one for one in alternatives if one] == [BLOCKS[1][1]["alt"], ALT]
    assert pictures.evaluate_all(loaded)
    assert "Studio d’exemple" in stranger.text
    wide = "document.documentElement.scrollWidth"
    assert stranger.page.evaluate(wide) <= width
    assert axe(stranger.page) == []


STRETCHED = """all => all.filter(one => getComputedStyle(one).objectFit !== "cover" && Math.abs(
  one.clientWidth / one.clientHeight - one.naturalWidth / one.naturalHeight) > 0.02).map(one => one.src)"""
NEWS = "Un stand au congrès"


def test_6_a_picture_of_the_news_is_described_once_and_never_stretched(
    meet, new_page, shot, tmp_path
):
    diane = meet("diane").go("/cms/")
    diane.go(diane.page.locator("a[href*='/home/newspage/']").first.get_attribute("href"))
    diane.fill(title=NEWS, intro="Trois jours pour répondre aux questions.")
    diane.page.locator("#id_topic-chooser [data-chooser-action-choose]").first.click()
    diane.page.locator(".modal-dialog").get_by_role("link", name="Territoires").click()
    picture = diane.page.locator("#id_picture-chooser")
    path = drawn(tmp_path, "allee", "#2d6a4f")
    diane.choose(picture, "picture", path, "Une allée", "Une allée du congrès", "Studio d’exemple")
    assert diane.page.locator("[name=picture_alt]").input_value() == "Une allée du congrès"
    diane.from_menu("Publier")
    for width in (1280, 360):
        stranger = Walker(new_page(width=width))
        for address in ("/", "/actualites/", "/actualites/un-stand-au-congres/"):
            stranger.go(address)
            stranger.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            stranger.page.wait_for_load_state("networkidle")
            shot(stranger.page, f"actualite-{address.strip('/').replace('/', '-')}-{width}")
            assert stranger.page.get_by_alt_text("Une allée du congrès").count() == 1
            assert stranger.page.locator("main img").evaluate_all(STRETCHED) == []
