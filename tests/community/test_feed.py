"""The first page of a space tells what changed since the last visit, and its open poll."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.polls import composing
from community.polls.workflow import SURVEY
from portal import clock
from portal.feed.visits import note
from tests.community.polls.making import LAST, animate, club, make_draft, make_members, make_open

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12)


@pytest.fixture
def ana():
    (person,) = make_members(1)
    return animate(person)


def test_the_space_tells_the_surveys_opened_since_and_no_draft(ana, signed_in):
    (member,) = make_members(1)
    with clock.at(NOON - timedelta(days=4)):
        note(member, [club()])
    make_open(ana)
    make_draft(ana)
    text = signed_in(member).get("/espace/club/").text

    assert "Depuis votre visite du 20\u00a0novembre 2026\u00a0: 1\u00a0changement" in text
    assert "Une enquête est ouverte" in text


def test_the_poll_is_answered_from_the_first_page_of_the_space(ana, signed_in):
    (member,) = make_members(1)
    poll = composing.create_poll(club(), by=ana, title="Quel jour ?", options=["Lundi", "Mardi"])
    SURVEY.fire(poll, "open", by=ana, closes_on=LAST, secrecy="anonymous", per="person")
    client = signed_in(member)
    before = client.get("/espace/club/").text
    client.post(f"{poll.get_absolute_url()}repondre/", {f"q{poll.questions.get().pk}": "2"})
    after = client.get("/espace/club/").text

    assert f'action="{poll.get_absolute_url()}repondre/"' in before
    assert "Réponses anonymes, jusqu’au" in before
    assert "Vous avez répondu." in after
    assert f'action="{poll.get_absolute_url()}repondre/"' not in after


def test_the_first_page_costs_the_same_for_one_change_and_twenty(ana, signed_in):
    (member,) = make_members(1)
    client = signed_in(member)
    with clock.at(NOON - timedelta(days=4)):
        note(member, [club()])

    def cost():
        with clock.at(NOON), CaptureQueriesContext(connection) as captured:
            client.get("/espace/club/")
        return len(captured)

    make_open(ana)
    cost()
    one = cost()
    for _ in range(19):
        make_open(ana)

    assert cost() == one
