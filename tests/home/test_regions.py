"""Page of a region: who is labelled and under way there, its practices, its partner, how to follow it."""

import pytest
from bs4 import BeautifulSoup

from home.models import PartnerPage, PartnersPage
from tests.factories import make_organism
from tests.home.factories import cost
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
PATH = "/partenaires/regions/"
BRETAGNE = f"{PATH}bretagne/"


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def labelled(name, region="53"):
    organism = make_organism(name, region=region)
    make_label(organism)
    return organism


def text(client, path=BRETAGNE):
    return BeautifulSoup(client.get(path).text, "html.parser").main.get_text(" ", strip=True)


def test_it_tells_of_its_region_alone(client):
    for name, region in (("Armoril Habitat", "53"), ("Sequanais", "11")):
        make_practice(labelled(name, region), "published", title=f"Pratique {name}")

    found = text(client)

    assert ["Armoril Habitat" in found, "Pratique Armoril Habitat" in found] == [True, True]
    assert "Sequanais" not in found


def test_every_region_has_its_page_and_the_list_counts_its_labels(client):
    labelled("Armoril Habitat")
    page = BeautifulSoup(client.get(PATH).text, "html.parser")
    links = [a["href"] for a in page.select("main .grid a")]

    assert BRETAGNE in links
    assert [link for link in links if client.get(link).status_code != 200] == []
    assert "Bretagne 1\u00a0organisme labellisé" in page.main.get_text(" ", strip=True)


def test_the_directory_that_a_region_hands_over_is_the_directory_of_that_region(client):
    page = BeautifulSoup(client.get(BRETAGNE).text, "html.parser")
    [link] = [one for one in page.select("aside a") if one.text == "L’annuaire de la région"]

    assert link["href"] == "/annuaire/?region=53"


def test_feeds_come_before_the_mail(client):
    page = BeautifulSoup(client.get(BRETAGNE).text, "html.parser")
    [follow] = [one for one in page.select("aside .card") if "Suivre la région" in one.text]
    links = [a["href"] for a in follow.select("a")]

    assert links == [
        "/alertes/annuaire.rss?region=53",
        "/observatoire/flux.rss?region=53",
        "/alertes/?sujet=annuaire&region=53",
    ]
    assert [client.get(link).status_code for link in links] == [200] * 3


def test_its_partner_leads_to_it_and_it_leads_to_its_partner(client):
    index = PartnersPage.objects.get()
    index.add_child(instance=PartnerPage(title="Arhlm du Nord", slug="nord", region="32"))
    partner = "/partenaires/nord/"

    assert 'href="/partenaires/regions/hauts-de-france/"' in client.get(partner).text
    assert f'href="{partner}"' in client.get(f"{PATH}hauts-de-france/").text
    assert f'href="{PATH}"' in client.get("/partenaires/").text


def test_a_region_that_is_none_is_not_found(client):
    assert client.get(f"{PATH}atlantide/").status_code == 404


def test_many_organisms_take_no_more_queries(client):
    make_practice(labelled("Armoril Habitat"), "published")
    few = cost(client, BRETAGNE)
    for n in range(5):
        make_practice(labelled(f"Organisme {n}"), "published")

    assert cost(client, BRETAGNE) == few
