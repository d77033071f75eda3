"""Seats, quorum, ballots and outcomes: BR-48 to BR-56, BR-61."""

from datetime import date, datetime

import pytest

from labelling.committee import agenda, interests, quorum, seating, votes
from labelling.committee.models import AgendaItem, Ballot, CommitteeSeat
from portal.access.roles import give_role
from portal.core import clock
from portal.models import Role
from portal.workflow import Forbidden, Refused
from tests.labelling.committee import factories
from tests.labelling.committee.factories import attend, cast, codes, fire, fresh, vote

pytestmark = pytest.mark.django_db
S = AgendaItem.State


def test_a_seat_has_one_voice(voting, people, nora):
    """BR-48: the suppléant of a present titulaire casts nothing."""
    attend(voting.session, nora, substitutes=())
    cast(voting.item, people["S3"])
    with pytest.raises(Refused) as refusal:
        cast(voting.item, people["S3+"])
    assert codes(refusal) == ["full_is_here"]
    assert Ballot.objects.filter(is_current=True).count() == 1


def test_a_substitute_votes_when_the_full_member_is_absent(voting, people, nora):
    """BR-49."""
    attend(voting.session, nora, substitutes=["S3"])

    assert cast(voting.item, people["S3+"]).seat.code == "S3"
    with pytest.raises(Refused) as refusal:
        cast(voting.item, people["S3"])
    assert codes(refusal) == ["not_here"]


def test_a_substitute_votes_when_the_full_member_withdrew_and_they_did_not(voting, people, nora):
    """BR-49: only if the suppléant has no interest."""
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
def test_the_office_never_votes_even_with_a_seat(voting, people, role):
    """BR-50."""
    give_role(people["S3"], role)
    with pytest.raises(Forbidden) as refusal:
        cast(voting.item, people["S3"])
    assert codes(refusal) == ["never_votes"]


def test_who_has_no_seat_does_not_vote(voting, alice):
    with pytest.raises(Forbidden):
        cast(voting.item, alice)


def test_an_undeclared_seat_does_not_vote(voting, people):
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


@pytest.mark.parametrize(
    ("count", "recused", "needed", "eligible"),
    [(13, 0, 7, 13), (13, 2, 6, 11), (12, 2, 5, 10), (3, 3, None, 0)],
)
def test_the_quorum_follows_annex_d(before, sonia, nora, count, recused, needed, eligible):
    """BR-52, BR-54: half of the seats that did not withdraw, rounded up."""
    people = factories.make_committee(count)
    session = factories.make_session(sonia, days=77)
    item = agenda.add(session, AgendaItem.Kind.LABEL, factories.in_review(), by=sonia)
    attend(session, nora)
    for person in list(people.values())[:recused]:
        interests.declare(session, person, {item: "Un lien d’intérêts."})

    found = quorum.count_for(fresh(item))

    assert (found.needed, found.eligible) == (needed, eligible)


def test_no_vote_opens_without_quorum(room, carla, nora):
    """BR-54: the item is blocked when members leave, and runs again when they come back."""
    attend(room.session, nora, absent=["S3", "S4", "S5"])
    with pytest.raises(Refused) as refusal:
        fire(room.item, "open_vote", carla)
    assert codes(refusal) == ["no_quorum"]
    attend(room.session, nora)
    assert fire(room.item, "open_vote", carla).state == S.OPEN


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
    before = votes.result(fresh(voting.item))

    attend(voting.session, nora, absent=["S3", "PRES"])

    assert votes.result(fresh(voting.item)) == before


def test_the_ballot_of_who_withdraws_is_rejected_before_counting(voting, carla, people):
    """BR-52."""
    vote(voting.item, "grant", S5="refuse")
    interests.declare(voting.session, people["S5"], {voting.item: "Un lien découvert en séance."})
    fire(voting.item, "close_vote", carla)

    counts, outcome = votes.result(fresh(voting.item))

    assert (counts, outcome.option) == ({"grant": 4}, "grant")


VECTORS = [
    ("6 for, 5 against", ["grant"] * 6 + ["refuse"] * 5, "grant"),
    ("5-5, président for", ["grant"] * 5 + ["refuse"] * 5, "grant"),
    ("5-5, président abstained", ["abstain"] + ["grant"] * 5 + ["refuse"] * 5, "adjourn"),
    ("7 abstentions", ["abstain"] * 7, "adjourn"),
    ("refusal with two thirds", ["refuse"] * 8 + ["grant"] * 4, "refuse"),
    ("refusal short of two thirds", ["refuse"] * 7 + ["grant"] * 4, "adjourn"),
]


@pytest.mark.parametrize(
    ("ballots", "option"), [v[1:] for v in VECTORS], ids=[v[0] for v in VECTORS]
)
def test_votes_follow_annex_d_from_ballot_to_decision(before, sonia, nora, ballots, option):
    """BR-55: the whole act; the counts, the rule and the arithmetic are stored."""
    people = factories.make_committee(13)
    session = factories.make_session(sonia, days=77)
    dossier = factories.in_review()
    item = agenda.add(session, AgendaItem.Kind.LABEL, dossier, by=sonia)
    chair = people["PRES"]
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)
    by_seat = dict(zip(people, ballots, strict=False))
    with clock.at(datetime(2026, 12, 17, 14)):
        attend(session, nora)
        factories.declare(session, nora)
        fire(session, "open", chair)
        fire(item, "open_vote", chair)
        vote(item, "none", **by_seat)
        fire(item, "close_vote", chair)
        fire(item, "validate", chair, motivation=factories.MOTIVE)

    decision = fresh(item).decision
    assert decision.option == option
    assert sum(decision.counts.values()) == len(ballots)
    assert decision.rule_text == session.rules.rule_text
    assert dossier.labels.count() == (option == "grant")


def test_the_vice_president_decides_a_tie_when_the_president_is_away(voting, carla, nora, people):
    attend(voting.session, nora, absent=["PRES"])
    vote(voting.item, "refuse", VICE="grant", S3="grant")
    fire(voting.item, "close_vote", people["VICE"])

    assert votes.result(fresh(voting.item))[1].option == "grant"


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

    assert votes.result(fresh(voting.item))[0] == {"grant": 5}
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


def test_a_president_who_withdrew_leaves_the_chair_to_the_vice(room, carla, people):
    interests.declare(room.session, carla, {room.item: "Ma sœur y travaille."})
    with pytest.raises(Forbidden):
        fire(room.item, "open_vote", carla)
    assert fire(room.item, "open_vote", people["VICE"]).state == S.OPEN


def test_a_person_speaks_for_one_seat_only(room, carla, people, nora):
    """BR-48: the président who also holds S5 has one voice."""
    seat = CommitteeSeat.objects.get(code="S5")
    seat.holders.update(until_on=date(2026, 11, 1))
    factories.hold(seat, "full", user=carla)

    rows = {row.seat.code: row.voter for row in factories.sittings(room.item)}

    assert (rows["PRES"].user, rows["S5"]) == (carla, None)


@pytest.fixture
def written(item, session, carla, nora, people):
    """A written consultation whose vote runs since 17 December."""
    type(session).objects.filter(pk=session.pk).update(mode="written_consultation")
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)
    with clock.at(datetime(2026, 12, 17, 14)):
        factories.declare(session, nora)
        fire(session, "open", carla)
        fire(item, "open_vote", carla)
    return fresh(item)


@pytest.mark.parametrize(
    ("when", "is_closed"), [(datetime(2027, 1, 1, 9), False), (datetime(2027, 1, 2, 9), True)]
)
def test_a_written_consultation_closes_after_its_last_day(written, when, is_closed):
    """BR-61: fifteen days, then the clock closes it."""
    with clock.at(datetime(2026, 12, 18, 9)):
        vote(written, "grant", S5="none")
    with clock.at(when):
        written.workflow.run_timed()

    assert (fresh(written).state == S.CLOSED) == is_closed


def test_a_written_consultation_closes_when_every_seat_answered(written):
    """BR-61."""
    with clock.at(datetime(2026, 12, 18, 9)):
        vote(written, "grant")
        written.workflow.run_timed()

    assert fresh(written).state == S.CLOSED


def test_a_written_consultation_without_quorum_stays_open(written, people):
    """BR-54, BR-61: those present are those who answered."""
    with clock.at(datetime(2026, 12, 18, 9)):
        cast(written, people["PRES"])
    with clock.at(datetime(2027, 2, 1, 9)):
        written.workflow.run_timed()

    assert fresh(written).state == S.OPEN
