"""Query counts of the pages of a person's space, whatever their roles, under the ceilings of the project."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.people import EVERYBODY, browser

pytestmark = pytest.mark.django_db
# The home asks whether an organism of its member has a dossier yet: its first steps are there until then.
CEILINGS = {"/espace/": 7, "/espace/calendrier/": 10, "/espace/nouveautes/": 9}


def cost(world, who, path):
    """Queries of a page once its person is known, in a world where every kind of thing is."""
    client = browser(world.people[who])
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", CEILINGS)
def test_a_page_costs_each_person_as_many_queries_as_it_may(world, path):
    costs = {who: cost(world, who, path) for who in EVERYBODY}

    assert {who: many for who, many in costs.items() if many > CEILINGS[path]} == {}


def test_the_lists_are_one_query_whatever_the_roles(world):
    """What differs is what tells their standing: spaces, clubs, accreditations."""
    asked = {}
    for who in EVERYBODY:
        client = browser(world.people[who])
        client.get("/espace/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/espace/")
        asked[who] = [q["sql"][:60] for q in queries if "JSON" in q["sql"]]

    assert {who: len(found) for who, found in asked.items()} == dict.fromkeys(EVERYBODY, 1)
