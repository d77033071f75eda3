"""Page of tenants: found from every page, leads to who can help; shows no help that nobody has filled in."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from home.models import TenantsPage
from home.pages.tenants import EasyQuestion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def links(client, path, place):
    return {
        a["href"] for a in BeautifulSoup(client.get(path).text, "html.parser").select(f"{place} a")
    }


def test_tenants_are_named_by_the_menu_and_at_the_foot_of_every_page(client):
    found = [
        links(client, path, place) for path in ("/", "/verifier/") for place in (".nav", ".foot")
    ]

    assert [("/locataires/" in one) for one in found] == [True] * 4


def test_who_has_a_problem_is_led_to_the_guide(client):
    """Whom one turns to is told there, in order (tests/home/guides)."""
    found = links(client, "/locataires/", "main")

    assert {"/un-probleme/", "/annuaire/"} <= found
    assert {"/locataires/", "/un-probleme/"} <= links(client, "/contact/", "main")
    assert "/verifier/" in links(client, "/locataires/?question=2", "main")


def test_an_answer_may_lead_somewhere(client):
    first = links(client, "/locataires/?question=1", "#question ~ p")
    third = links(client, "/locataires/?question=3", "#question ~ p")

    assert ("/annuaire/" in first, "/annuaire/" in third) == (True, False)


@pytest.mark.parametrize(
    ("label", "address", "wrong"),
    [
        ("", "", []),
        ("Chercher", "/annuaire/", []),
        ("Chercher", "", ["address"]),
        ("", "/annuaire/", ["label"]),
        ("Chercher", "annuaire", ["address"]),
    ],
)
def test_a_link_of_an_answer_has_its_words_and_its_address(label, address, wrong):
    block = EasyQuestion()
    value = {"question": "Où ?", "lines": ["Là."], "label": label, "address": address}
    try:
        block.clean(block.to_python(value))
        found = []
    except ValidationError as error:
        found = list(error.block_errors)

    assert found == wrong


def test_help_is_shown_once_somebody_has_filled_it_in(client):
    before = client.get("/locataires/").text
    page = TenantsPage.objects.get()
    page.phone = "01 99 00 00 00"
    page.save_revision().publish()
    after = client.get("/locataires/").text

    assert ("Besoin d’aide" in before, "Besoin d’aide" in after) == (False, True)
    assert ("Par courrier" in after, "01 99 00 00 00" in after) == (False, True)
