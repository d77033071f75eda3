"""Query counts of the pages of a person's space, whatever their roles, under the ceilings of the project."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core import clock
from tests.access.people import EVERYBODY, browser
from tests.factories import make_dossier, make_organism

pytestmark = pytest.mark.django_db
# A query a source of one's roles: what grows is told by the tests of each source, with one row and with many.
CEILINGS = {"/espace/": 80, "/espace/calendrier/": 60, "/espace/nouveautes/": 60}


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


@pytest.mark.parametrize("path", CEILINGS)
def test_a_page_costs_the_same_with_one_dossier_and_with_many(sonia, path):
    def cost():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    client, today = browser(sonia), clock.today()
    make_dossier(make_organism("Un"), state="submitted", due_on=today)
    one = cost()
    for n in range(12):
        make_dossier(make_organism(f"Organisme {n}"), state="submitted", due_on=today)

    assert cost() == one
