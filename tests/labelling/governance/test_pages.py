"""Pages of the governance: evolutions with who holds the ball, the road of one to the version of the rules."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.committee.governance.models import Evolution
from portal.models import Role
from tests.labelling.framework.drafts import factories as drafts
from tests.labelling.governance.factories import (
    TEXT,
    WHY,
    ago,
    decided,
    endorsed,
    fire,
    linked,
    make_reader,
    propose,
)

pytestmark = pytest.mark.django_db
LIST = "/espace/pilotage/gouvernance/"


def plain(html):
    """Words of a page, spaces and tags made one space."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def queries(client):
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    return len(asked)


@pytest.mark.dated
def test_a_reader_follows_an_evolution_to_the_version_and_what_it_changes(sonia, signed_in):
    draft = drafts.decided(sonia)
    evolution = linked(sonia, draft)
    paul = drafts.User.objects.get(groups__name=Role.DEPUTY)
    drafts.fire(draft, "publish", paul, effective_from=drafts.FIRST_DAY)

    client = signed_in(make_reader())
    page = client.get(LIST)
    assert evolution.get_absolute_url() in page.text
    page = client.get(evolution.get_absolute_url())
    assert f"/espace/regles/{draft.code}/" in page.text
    page = client.get(f"{evolution.get_absolute_url()}comparaison/")
    assert "20 jours ouvrés" in plain(page.text)


def test_the_list_says_who_holds_the_ball_and_since_when(sonia, signed_in):
    propose(sonia, title="Première")
    endorsed(sonia, title="Deuxième")
    decided(sonia, title="Troisième")

    page = plain(signed_in(make_reader(Role.COMMISSION)).get(LIST).text)

    assert "à la Commission nationale" in page
    assert "au COMEX" in page
    assert "au bureau du label" in page


def test_the_list_costs_the_same_with_many_rows(sonia, signed_in):
    propose(sonia)
    client = signed_in(make_reader())
    alone = queries(client)
    for _ in range(12):
        endorsed(sonia)

    assert queries(client) == alone


@pytest.mark.dated
def test_a_draft_that_is_not_published_is_not_compared_nor_linked_for_a_reader(sonia, signed_in):
    draft = drafts.decided(sonia)
    evolution = linked(sonia, draft)

    client = signed_in(make_reader())

    assert client.get(f"{evolution.get_absolute_url()}comparaison/").status_code == 404
    assert draft.get_absolute_url() not in client.get(evolution.get_absolute_url()).text


def test_a_proposal_that_lacks_its_reason_keeps_what_was_typed(sonia, signed_in):
    client = signed_in(sonia)
    sent = {"title": "Titre gardé", "change": TEXT, "reason": "Court", "origin": "referent"}

    page = client.post(f"{LIST}proposer/", sent | {"proposed_on": ago(1).isoformat()})

    assert (page.status_code, Evolution.objects.count()) == (422, 0)
    assert "Titre gardé" in page.text


def test_a_decision_before_the_opinion_is_told_beside_its_day(sonia, signed_in):
    evolution = endorsed(sonia)

    page = signed_in(sonia).post(
        f"{evolution.get_absolute_url()}decision/",
        {"decided_on": ago(50).isoformat(), "reference": "CX-2"},
    )

    assert page.status_code == 422
    assert "corrigez la date" in plain(page.text)


def test_the_presidency_proposes_without_naming_who(carla, signed_in):
    client = signed_in(carla)
    page = client.get(f"{LIST}proposer/")
    assert 'name="origin"' not in page.text

    client.post(f"{LIST}proposer/", {"title": "Du comité", "change": TEXT, "reason": WHY})

    assert Evolution.objects.get().origin == "committee"


def test_the_meeting_of_the_comex_is_in_the_calendar_of_who_follows(sonia, signed_in):
    evolution = propose(sonia)
    facts = {"endorsed_on": ago(2), "reference": "CNQS-1", "due_on": ago(0)}
    fire(evolution, "endorse", sonia, **facts)

    page = signed_in(make_reader()).get("/espace/calendrier/")

    assert "Décision du COMEX attendue" in plain(page.text)


def test_the_words_of_an_evolution_are_found_by_who_follows(sonia, signed_in):
    evolution = propose(sonia, title="Un contrôle plus court")

    page = signed_in(make_reader()).get("/espace/recherche/", {"q": "contrôle plus court"})

    assert evolution.get_absolute_url() in page.text
