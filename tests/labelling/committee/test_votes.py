"""Seats, quorum, ballots and outcomes: BR-48 to BR-56, BR-61."""

from datetime import date, datetime

import pytest

from labelling.committee.agenda import actions
from labelling.committee.attendance import interests, quorum
from labelling.committee.models import AgendaItem, CommitteeSeat
from portal.core import clock
from portal.workflow import Forbidden, Refused
from tests.labelling.committee import factories
from tests.labelling.committee.factories import attend, cast, codes, fire, fresh, vote

pytestmark = pytest.mark.django_db
S = AgendaItem.State


@pytest.mark.parametrize(
    ("count", "recused", "needed", "eligible"),
    [(13, 0, 7, 13), (13, 2, 6, 11), (12, 2, 5, 10), (3, 3, None, 0)],
)
def test_the_quorum_follows_annex_d(before, sonia, nora, count, recused, needed, eligible):
    """BR-52, BR-54: half of the seats that did not withdraw, rounded up."""
    people = factories.make_committee(count)
    session = factories.make_session(sonia, days=77)
    item = actions.add(session, AgendaItem.Kind.LABEL, factories.in_review(), by=sonia)
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)
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
    item = actions.add(session, AgendaItem.Kind.LABEL, dossier, by=sonia)
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


def test_a_president_who_withdrew_leaves_the_chair_to_the_vice(room, carla, people):
    interests.declare(room.session, carla, {room.item: "Ma sœur y travaille."})
    with pytest.raises(Forbidden):
        fire(room.item, "open_vote", carla)
    assert fire(room.item, "open_vote", people["VICE"]).state == S.OPEN


def test_br48_a_person_speaks_for_one_seat_only(room, carla, people, nora):
    """The président who also holds S5 has one voice."""
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
def test_br61_a_written_consultation_closes_after_its_last_day(written, when, is_closed):
    """Fifteen days, then the clock closes it."""
    with clock.at(datetime(2026, 12, 18, 9)):
        vote(written, "grant", S5="none")
    with clock.at(when):
        written.workflow.run_timed()

    assert (fresh(written).state == S.CLOSED) == is_closed


def test_br61_a_written_consultation_closes_when_every_seat_answered(written):
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
