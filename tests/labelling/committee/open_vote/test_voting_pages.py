"""What the pages say of an open vote: who may vote, who has not, whose suppléant waits (BR-48, BR-49)."""

import pytest

from labelling.committee import interests, seating
from portal.web import worklist
from tests.labelling.committee import factories
from tests.labelling.committee.factories import cast, fresh, text

pytestmark = pytest.mark.django_db


def test_a_substitute_is_asked_to_vote_when_they_may_and_told_why_they_may_not(
    voting, people, nora, signed_in
):
    """BR-49: on the home, on the page of the point, and beside the seat."""
    seen = []
    for is_full_here in (True, False):
        marks = {row.seat.pk: (is_full_here, True) for row in factories.sittings(voting.item)}
        seating.note(fresh(voting.session), marks, by=nora)
        titles = [task.button for task in worklist.lists(people["S3+"])["do"]]
        page = text(signed_in(people["S3+"]).get(voting.item.get_absolute_url()))
        told = "Votre titulaire siège" in page, "Déposer mon vote" in page
        seen.append(("Voter" in titles, *told, f"vous, {people['S3']}" in page))

    assert seen == [(False, True, False, False), (True, False, True, False)]


def test_a_substitute_is_asked_to_vote_once_the_full_member_withdraws(voting, people, nora):
    marks = {row.seat.pk: (True, True) for row in factories.sittings(voting.item)}
    seating.note(fresh(voting.session), marks, by=nora)
    interests.declare(voting.session, people["S3"], {voting.item: "Ma sœur y travaille."})

    assert "Voter" in [task.button for task in worklist.lists(people["S3+"])["do"]]


def test_a_vote_is_not_closed_blind(voting, people, carla, signed_in):
    """Who has voted and who has not, never how; one's own ballot comes before the closing."""
    cast(voting.item, people["S3"])
    client, address = signed_in(carla), voting.item.get_absolute_url()
    act = text(client.get(f"{address}clore-le-vote/"))
    point = text(client.get(address))

    assert "1 bulletin déposé pour 5 sièges présents." in act.replace("\u00a0", " ")
    missing = act[act.index("N’ont pas voté") : act.index("Le résultat n’est connu de personne")]
    assert [str(people[code]) in missing for code in ("PRES", "S3", "S4")] == [True, False, True]
    assert point.index("Déposer mon vote") < point.index("Clore le vote")
