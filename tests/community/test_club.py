"""The club: derived from the label, closed to others."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.public import club_members
from portal.core import clock
from tests.factories import make_member, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


def test_the_club_opens_to_a_labelled_organism_and_to_the_office(
    signed_in, organism, alice, bob, sonia
):
    make_label(organism)

    codes = [signed_in(user).get("/espace/club/").status_code for user in (alice, bob, sonia)]

    assert codes == [200, 404, 200]


def test_br_88_the_club_is_read_six_months_after_the_label_then_closes(signed_in, organism, alice):
    make_label(organism, end_on=date(2026, 11, 24))
    client = signed_in(alice)

    def told(*moment):
        with clock.at(datetime(*moment)):
            response = client.get("/espace/club/organismes/")
            return response.status_code, "sans y écrire" in response.text

    assert told(2026, 11, 24, 23, 59) == (200, False)
    assert told(2026, 11, 25, 0, 0) == (200, True)
    assert told(2027, 5, 24, 23, 59) == (200, True)
    assert told(2027, 5, 25, 0, 0) == (404, False)


def test_members_are_the_active_people_of_labelled_organisms(organism, alice, bob):
    make_label(organism)
    left = make_member(organism, "contact")
    left.memberships.update(is_active=False)

    assert list(club_members()) == [alice]


def test_the_list_costs_the_same_with_one_row_and_thirty(signed_in, organism, alice):
    make_label(organism)
    client = signed_in(alice)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get("/espace/club/organismes/")
        return len(queries)

    cost()
    one = cost()
    for _ in range(30):
        make_label(make_organism())

    assert cost() == one
