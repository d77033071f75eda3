"""The club: derived from the label, closed to others."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.public import club_members
from portal import clock
from tests.factories import make_member, make_organism
from tests.labelling.labels.making import make_label

pytestmark = pytest.mark.django_db


def test_the_club_opens_to_a_labelled_organism_and_to_the_office(
    signed_in, organism, alice, bob, sonia
):
    make_label(organism)

    codes = [signed_in(user).get("/espace/club/").status_code for user in (alice, bob, sonia)]

    assert codes == [200, 404, 200]


def test_the_club_closes_the_day_after_the_label(signed_in, organism, alice):
    make_label(organism, end_on=date(2026, 11, 24))
    client = signed_in(alice)

    with clock.at(datetime(2026, 11, 24, 23, 59)):
        assert client.get("/espace/club/").status_code == 200
    with clock.at(datetime(2026, 11, 25, 0, 0)):
        assert client.get("/espace/club/").status_code == 404


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
            client.get("/espace/club/")
        return len(queries)

    cost()
    one = cost()
    for _ in range(30):
        make_label(make_organism())

    assert cost() == one
