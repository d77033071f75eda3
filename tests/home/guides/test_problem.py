"""Guide « Un problème ? »: found from every page, two questions to the right form, no contact that nobody filled in."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from home.models import ProblemPage
from home.pages.tenants import Contact, reachable
from tests.factories import make_organism
from tests.home.factories import cost
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
PATH = "/un-probleme/"


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def page(client, query=""):
    return BeautifulSoup(client.get(PATH + query).text, "html.parser")


def links(client, path, place):
    found = BeautifulSoup(client.get(path).text, "html.parser").select(f"{place} a")
    return {a["href"] for a in found}


def test_it_is_reached_from_the_home_the_menu_and_the_foot_of_every_page(client):
    places = [
        ("/", ".hero"),
        ("/", ".nav"),
        ("/", ".foot"),
        ("/verifier/", ".nav"),
        ("/verifier/", ".foot"),
    ]
    bar = BeautifulSoup(client.get(PATH).text, "html.parser").select_one(".nav [aria-current]")

    assert [PATH in links(client, *place) for place in places] == [True] * 5
    assert bar["href"] == PATH


def test_whom_one_turns_to_is_told_in_order(client):
    """One’s landlord, then who advises and who settles for free, then the label for what it promised."""
    titles = [h3.text for h3 in page(client).select(".doors h3")]
    found = links(client, PATH, ".doors")

    assert titles == [
        "1. Votre bailleur",
        "2. Une association de locataires",
        "3. Un conciliateur ou un médiateur",
        "4. Le label",
    ]
    assert {"/annuaire/", "/verifier/", "/signaler/", "/reclamation/"} <= found
    assert {"https://www.anil.org/", "https://www.conciliateurs.fr/"} <= found


@pytest.mark.parametrize(
    ("query", "door"),
    [
        ("?objet=logement&bailleur=dure", "/signaler/?motif=quality"),
        ("?objet=label&vu=logo", "/signaler/?motif=mark"),
        ("?objet=label&vu=annonce", "/signaler/?motif=claim"),
        ("?objet=label&vu=promesse", "/reclamation/?objet=organism"),
        ("?objet=label&vu=controle", "/reclamation/?objet=audit"),
        ("?objet=papier", "/verifier/"),
    ],
)
def test_two_answers_lead_to_the_right_form_where_it_is_chosen_already(client, query, door):
    [button] = page(client, query).select("#question a.button")
    form = BeautifulSoup(client.get(button["href"]).text, "html.parser")
    chosen = {one["value"] for one in form.select("input[type=radio][checked]")}

    assert button["href"] == door
    assert chosen == ({door.partition("=")[2]} if "=" in door else set())


def test_who_has_not_spoken_to_the_landlord_is_told_to_and_may_look_for_it_by_town(client):
    found = page(client, "?objet=logement&bailleur=non")

    assert "Parlez d’abord à votre bailleur" in found.select_one("#question").text
    assert found.select_one('form[action="/annuaire/"] input[name=q]') is not None
    assert [one.h3.text for one in found.select("[data-own]")] == ["1. Votre bailleur"]


def test_the_landlord_whose_page_one_comes_from_is_named_to_the_form(client):
    organism = make_organism("Valmeyre Habitat", slug="valmeyre")
    make_label(organism)
    said = links(client, "/annuaire/valmeyre/", "aside")
    found = page(client, "?organisme=valmeyre&objet=logement&bailleur=dure")
    door = found.select_one("#question a.button")["href"]
    form = BeautifulSoup(client.get(door).text, "html.parser")

    assert f"{PATH}?organisme=valmeyre" in said
    assert "Valmeyre Habitat" in found.main.text
    assert form.select_one("input[name=organism_name]")["value"] == "Valmeyre Habitat"
    assert form.select_one("input[name=reason][checked]")["value"] == "quality"


@pytest.mark.parametrize("query", ["?organisme=personne", "?objet=rien", "?bailleur=oui"])
def test_an_address_that_says_nothing_asks_the_first_question(client, query):
    found = page(client, query)

    assert found.select_one("#guide-title").text == "De quoi s’agit-il\u00a0?"
    assert "Votre bailleur\u00a0:" not in found.main.text


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ({"name": "L’Adil", "phone": "01 99 00 00 00"}, ["L’Adil"]),
        ({"name": "L’Adil", "address": "https://adil.example", "label": "Voir"}, ["L’Adil"]),
        ({"name": "L’Adil"}, []),
        ({"name": "L’Adil", "note": "Le matin."}, []),
        ({"name": "L’Adil", "phone": "Numéro à renseigner"}, []),
        ({"name": "Nom à renseigner", "phone": "01 99 00 00 00"}, []),
    ],
)
def test_an_empty_contact_hides_its_line(contact, shown):
    rows = reachable([Contact().to_python(contact)])

    assert [row["name"] for row in rows] == shown


def test_a_contact_that_the_dircom_fills_in_is_shown_and_help_too(client):
    before = client.get(PATH).text
    edited = ProblemPage.objects.get()
    edited.steps[2].value["contacts"][1]["phone"] = "01 99 00 00 00"
    edited.phone = "01 88 00 00 00"
    edited.save_revision().publish()
    after = client.get(PATH).text

    said = ("Le médiateur de votre bailleur", "01 99 00 00 00", "Besoin d’aide", "01 88 00 00 00")
    assert [one in before for one in said] == [False] * 4
    assert [one in after for one in said] == [True] * 4


@pytest.mark.parametrize(
    ("label", "address", "wrong"),
    [("", "", []), ("Voir", "", ["address"]), ("", "/a/", ["label"]), ("Voir", "a", ["address"])],
)
def test_a_link_of_a_contact_has_its_words_and_its_address(label, address, wrong):
    block = Contact()
    value = {"name": "L’Adil", "phone": "", "note": "", "label": label, "address": address}
    try:
        block.clean(block.to_python(value))
        found = []
    except ValidationError as error:
        found = list(error.block_errors)

    assert found == wrong


def test_nobody_waits_more_for_many_steps(client):
    few = cost(client, PATH)
    edited = ProblemPage.objects.get()
    edited.steps = [("step", step.value) for step in edited.steps] * 4
    edited.save_revision().publish()

    assert cost(client, PATH) == few
