"""Map of practices: counts by territory, with the filters of the list."""

import pytest

from tests import factories
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
MAP = "/observatoire/carte/"


@pytest.fixture
def practices(organism):
    """Two in the Rhône (84), one in Paris (11), and one that nobody reads."""
    paris = factories.make_organism(region="11", departement="75", family="ESH", homes=40_000)
    make_practice(organism, "published", title="Un hall noté", criteria=["T07.2"])
    make_practice(organism, "review_due", themes=["T02"], with_tenants=True, tags=["propreté"])
    make_practice(paris, "published", title="Le guichet du soir", year_started=2021)
    make_practice(paris, "withdrawn", title="Une pratique retirée")


def told(client, query=""):
    shown = client.get(f"{MAP}{query}").context
    return {area["code"]: area["count"] for area in shown["told"]}


@pytest.mark.usefixtures("practices")
def test_each_territory_counts_what_anybody_may_read(client):
    assert told(client) == {"84": 2, "11": 1}
    assert told(client, "?carte=departements") == {"69": 2, "75": 1}


@pytest.mark.usefixtures("practices")
def test_the_filters_are_those_of_the_list_one_or_another_inside_a_facet(client):
    found = {
        "?theme=T07": {"84": 1, "11": 1},
        "?theme=T07&theme=T02": {"84": 2, "11": 1},
        "?theme=T07&critere=T07.2": {"84": 1},
        "?famille=ESH": {"11": 1},
        "?taille=plus-de-30000": {"11": 1},
        "?locataires=oui&mot=propret%C3%A9": {"84": 1},
        "?annee=2021&maturite=deployed": {"11": 1},
        "?audit=oui": {},
        "?region=84&theme=T02": {"84": 1},
        "?theme=nul": {},
        "?annee=deux&theme=%00&inconnu=1&perimetre=": {},
    }
    assert {query: told(client, query) for query in found} == found


@pytest.mark.usefixtures("practices")
def test_a_chosen_territory_lists_its_practices(client):
    page = client.get(f"{MAP}?region=11").content.decode()
    assert ("Le guichet du soir" in page, "Un hall noté" in page) == (True, False)
    assert "Une pratique retirée" not in page
    assert client.get(f"{MAP}?carte=departements&departement=75").context["here"] == "Paris"
    assert client.get(f"{MAP}?region=99").context["here"] == ""


def test_an_empty_map_says_so(client):
    assert "Aucune pratique ne répond" in client.get(f"{MAP}?theme=T07").content.decode()


def test_no_practice_takes_the_map_s_address(signed_in, alice):
    answer = signed_in(alice).post("/espace/pratiques/proposer/", {"title": "Carte"})

    assert answer.status_code == 302
    assert alice.memberships.get().organism.practices.get().slug == "carte-2"


def test_the_map_costs_the_same_with_many(client, organism, django_assert_num_queries):
    make_practice(organism, "published")
    for address, many in ((f"{MAP}?region=84&x=1", 5), (f"{MAP}?carte=departements&x=1", 4)):
        with django_assert_num_queries(many):
            client.get(address)
    for _ in range(4):
        make_practice(factories.make_organism(region="84", departement="01"), "published")
    for address, many in ((f"{MAP}?region=84&x=2", 5), (f"{MAP}?carte=departements&x=2", 4)):
        with django_assert_num_queries(many):
            client.get(address)
