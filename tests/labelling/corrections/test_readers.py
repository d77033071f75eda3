"""Readers of a correction: the présidence's mail and home, and nobody else (BR-25)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core import clock
from portal.models import Message, Role
from portal.notifications import rendering
from portal.web import worklist
from tests.factories import make_dossier, make_user
from tests.labelling.corrections.test_corrections import NBSP, REASON, fire, of_home, proposed

pytestmark = pytest.mark.django_db


def test_the_mail_of_the_presidency_says_what_and_why(decided, sonia, carla):
    one = proposed(decided, sonia)
    message = Message.objects.get(notice="correction.to_agree")
    body = rendering.prepare_message(message, one).body.replace(NBSP, " ")

    assert message.person == carla
    asked = (decided.reference, "périmètre", REASON, one.get_absolute_url())
    assert [said for said in asked if said not in body] == []


def test_br25_the_presidency_alone_has_it_on_its_home(decided, alice, sonia, carla):
    one = proposed(decided, sonia)
    title = "Rectifier une erreur du dossier de Valmeyre Habitat"

    assert [of_home(user) for user in (carla, sonia, alice)] == [[("do", title, "vous")], [], []]
    fire(one, "agree", carla)
    assert of_home(carla) == []


def test_the_home_of_the_presidency_asks_as_many_queries_for_one_as_for_many(
    decided, sonia, carla, django_assert_num_queries
):
    proposed(decided, sonia)
    worklist.lists(carla)
    with CaptureQueriesContext(connection) as one:
        worklist.lists(carla)
    for _ in range(3):
        proposed(make_dossier(state="granted", decided_on=clock.today()), sonia)
    with django_assert_num_queries(len(one)):
        worklist.lists(carla)


def test_nobody_else_reads_it(decided, bob, sonia, signed_in):
    one = proposed(decided, sonia)
    found = [
        signed_in(user).get(one.get_absolute_url()).status_code
        for user in (bob, make_user(roles=[Role.TECH]), sonia)
    ]

    assert found == [404, 404, 200]
