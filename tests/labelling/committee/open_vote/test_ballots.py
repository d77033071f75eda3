"""Ballots of an open vote: seats, recusals, closing and recount (BR-48 to BR-56)."""

from datetime import timedelta

import pytest

from labelling.committee.attendance import interests, quorum, seating
from labelling.committee.models import AgendaItem, Ballot
from labelling.committee.seats.models import SeatHolder
from labelling.committee.votes import actions
from portal.access.roles import give_role
from portal.core import clock
from portal.models import Role
from portal.workflow import Forbidden, Refused
from tests.labelling.committee import factories
from tests.labelling.committee.factories import attend, cast, codes, fire, fresh, vote

pytestmark = pytest.mark.django_db
S = AgendaItem.State


def test_br48_a_seat_has_one_voice(voting, people, nora):
    """The suppléant of a present titulaire casts nothing."""
    attend(voting.session, nora, substitutes=())
    cast(voting.item, people["S3"])
    with pytest.raises(Refused) as refusal:
        cast(voting.item, people["S3+"])
    assert codes(refusal) == ["full_is_here"]
    assert Ballot.objects.filter(is_current=True).count() == 1


def test_br49_a_substitute_votes_when_the_full_member_is_absent_and_not_beside_them(
    voting, people, nora
):
    """At S3 the suppléant alone is in the room; at S4 both are."""
    attend(voting.session, nora, substitutes=["S3"])
    both = next(row.seat.pk for row in factories.sittings(voting.item) if row.seat.code == "S4")
    seating.note(fresh(voting.session), {both: (True, True)}, by=nora)

    assert cast(voting.item, people["S3+"]).seat.code == "S3"
    for code, why in {"S3": "not_here", "S4+": "full_is_here"}.items():
        with pytest.raises(Refused) as refusal:
            cast(voting.item, people[code])
        assert codes(refusal) == [why]
    assert cast(voting.item, people["S4"]).seat.code == "S4"


def test_br49_a_substitute_votes_when_the_full_member_withdrew_and_they_did_not(
    voting, people, nora
):
    """Only if the suppléant has no interest."""
    marks = {row.seat.pk: (True, True) for row in factories.sittings(voting.item)}
    seating.note(fresh(voting.session), marks, by=nora)
    interests.declare(voting.session, people["S3"], {voting.item: "Ma sœur y travaille."})
    interests.declare(voting.session, people["S4"], {voting.item: "Ma sœur y travaille."})
    interests.declare(voting.session, people["S4+"], {voting.item: "J’y ai été salarié."})

    assert cast(voting.item, people["S3+"]).seat.code == "S3"
    with pytest.raises(Refused) as refusal:
        cast(voting.item, people["S4+"])
    assert codes(refusal) == ["recused"]
    found = quorum.count_for(fresh(voting.item))
    assert (found.seats, found.recused, found.present) == (5, 1, 4)


@pytest.mark.parametrize(
    "role", [Role.REFERENT, Role.DEPUTY, Role.SECRETARY, Role.DIRCOM, Role.TECH]
)
def test_br50_the_office_never_votes_even_with_a_seat(voting, people, role):
    give_role(people["S3"], role)
    with pytest.raises(Forbidden) as refusal:
        cast(voting.item, people["S3"])
    assert codes(refusal) == ["never_votes"]


def test_who_has_no_seat_does_not_vote(voting, alice):
    with pytest.raises(Forbidden):
        cast(voting.item, alice)


def test_who_loses_the_seat_while_the_vote_is_open_votes_no_more(voting, people, signed_in):
    """What they have cast stays in the log of ballots; nothing more is heard, by the page either."""
    page = voting.item.get_absolute_url()
    browser = signed_in(people["S3"])
    before = browser.get(page).status_code
    SeatHolder.objects.filter(user=people["S3"]).update(until_on=clock.today() - timedelta(days=1))

    with pytest.raises(Forbidden) as refusal:
        cast(voting.item, people["S3"])
    assert codes(refusal) == ["no_seat"]
    assert (before, browser.get(page).status_code) == (200, 404)


def test_br51_an_undeclared_seat_does_not_vote(voting, people):
    """BR-51."""
    voting.item.interests.filter(user=people["S3"]).delete()
    with pytest.raises(Refused) as refusal:
        cast(voting.item, people["S3"])
    assert codes(refusal) == ["undeclared"]


def test_a_changed_vote_keeps_the_former(voting, people):
    cast(voting.item, people["S3"], "grant")
    cast(voting.item, people["S3"], "refuse")
    cast(voting.item, people["S3"], "refuse")

    kept = Ballot.objects.order_by("pk").values_list("option", "is_current")
    assert list(kept) == [("grant", False), ("refuse", True)]


def test_no_vote_closes_without_quorum(voting, carla, nora):
    """BR-54: recounted at closing, inside the lock."""
    vote(voting.item, "grant")
    attend(voting.session, nora, absent=["S3", "S4", "S5"])
    with pytest.raises(Refused) as refusal:
        fire(voting.item, "close_vote", carla)
    assert codes(refusal) == ["no_quorum"]


def test_leaving_after_the_closing_changes_nothing(voting, carla, nora, people):
    """G20: the tally is the recount of what was frozen at closing."""
    vote(voting.item, "grant", S4="refuse", S5="refuse")
    fire(voting.item, "close_vote", carla)
    before = actions.result(fresh(voting.item))

    attend(voting.session, nora, absent=["S3", "PRES"])

    assert actions.result(fresh(voting.item)) == before


def test_the_ballot_of_who_withdraws_is_rejected_before_counting(voting, carla, people):
    """BR-52."""
    vote(voting.item, "grant", S5="refuse")
    interests.declare(voting.session, people["S5"], {voting.item: "Un lien découvert en séance."})
    fire(voting.item, "close_vote", carla)

    counts, outcome = actions.result(fresh(voting.item))

    assert (counts, outcome.option) == ({"grant": 4}, "grant")


def test_the_vice_president_decides_a_tie_when_the_president_is_away(voting, carla, nora, people):
    attend(voting.session, nora, absent=["PRES"])
    vote(voting.item, "refuse", VICE="grant", S3="grant")
    fire(voting.item, "close_vote", people["VICE"])

    assert actions.result(fresh(voting.item))[1].option == "grant"


def test_a_closed_vote_is_not_reopened_but_voided_and_run_again(voting, carla):
    """BR-56."""
    vote(voting.item, "refuse")
    fire(voting.item, "close_vote", carla)
    with pytest.raises(Refused) as refusal:
        fire(voting.item, "open_vote", carla)
    assert codes(refusal) == ["state"]

    fire(voting.item, "void", carla, reason="Une pièce lue en séance n’était pas la bonne.")
    fire(voting.item, "rerun", carla)
    fire(voting.item, "open_vote", carla)
    vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)

    assert actions.result(fresh(voting.item))[0] == {"grant": 5}
    assert Ballot.objects.filter(round=1, option="refuse").count() == 5


def test_a_vote_without_ballot_is_not_validated(voting, carla):
    fire(voting.item, "close_vote", carla)
    with pytest.raises(Refused) as refusal:
        fire(voting.item, "validate", carla)
    assert codes(refusal) == ["no_ballot"]


def test_only_who_presides_opens_closes_and_validates(voting, people, nora, sonia):
    """BR-56; BR-50."""
    for person in (people["S3"], nora, sonia):
        with pytest.raises(Forbidden):
            fire(voting.item, "close_vote", person)
