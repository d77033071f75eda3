"""Decisions on an open vote and their effects: BR-35, BR-57, BR-72, BR-74."""

from datetime import date, datetime

import pytest

from labelling.committee import pages
from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import seating
from labelling.committee.minutes import writing
from labelling.committee.models import AgendaItem, Decision
from labelling.committee.votes import actions as votes
from labelling.title.labels.models import Label
from portal.core import clock
from portal.web import worklist
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.labelling.committee import factories as committee_factories
from tests.labelling.committee.factories import MOTIVE, add_major, attend, fire, fresh, vote

NBSP = "\u00a0"
pytestmark = pytest.mark.django_db
Kind = AgendaItem.Kind
DAY = datetime(2026, 12, 17, 14)


@pytest.mark.parametrize("option", ["refuse", "adjourn"])
@pytest.mark.parametrize("motivation", ["", "Trop court.", " " * 60])
def test_br57_a_refusal_or_an_adjournment_is_motivated(voting, carla, option, motivation):
    """In fifty characters at least; nothing is written otherwise."""
    vote(voting.item, option)
    fire(voting.item, "close_vote", carla)
    with pytest.raises(Refused) as refusal:
        fire(voting.item, "validate", carla, motivation=motivation)
    assert refusal.value.codes == ["unmotivated"]
    assert (Decision.objects.count(), fresh(voting.item).state) == (0, "closed")


@pytest.mark.parametrize(("option", "state"), [("refuse", "refused"), ("adjourn", "adjourned")])
def test_the_dossier_follows_the_decision(voting, carla, option, state):
    vote(voting.item, option)
    fire(voting.item, "close_vote", carla)
    fire(voting.item, "validate", carla, motivation=MOTIVE)

    dossier = fresh(voting.item.dossier)
    assert (dossier.state, dossier.outcome_reason, Label.objects.count()) == (state, MOTIVE, 0)


def test_a_decision_is_validated_once(label, voting, carla):
    with pytest.raises(Refused):
        fire(voting.item, "validate", carla)
    assert (Label.objects.count(), Decision.objects.count()) == (1, 1)


def test_the_secretariat_does_not_validate(voting, carla, nora):
    vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)
    with pytest.raises(Forbidden):
        fire(voting.item, "validate", nora)


@pytest.mark.parametrize(
    ("state", "is_barred"), [("open", True), ("answered", True), ("accepted", False)]
)
def test_an_open_major_removes_the_grant(voting, people, state, is_barred):
    """BR-35: only adjourn and refuse are left, until the auditor accepts the evidence."""
    add_major(voting.item.dossier, state)

    assert ("grant" in votes.options(voting.item)) is not is_barred
    if is_barred:
        with pytest.raises(Refused) as refusal:
            votes.cast(fresh(voting.item), people["S3"], "grant_with_recommendations")
        assert refusal.value.codes == ["major_open"]


def test_the_president_may_waive_an_open_major(voting, carla, people):
    """BR-35: the exception is logged with its reason."""
    add_major(voting.item.dossier)
    votes.waive_major(voting.item, by=carla, reason="Preuve reçue hier, à vérifier.")

    assert votes.cast(fresh(voting.item), people["S3"], "grant").option == "grant"
    assert voting.item.dossier.waivers.get(rule="BR-35").granted_by == carla


def next_session(kind, label, sonia, carla, nora, days):
    """A second session, `days` after the first one, with a measure on the label."""
    with clock.at(datetime(2026, 12, 18, 9)):
        session = committee_factories.make_session(sonia, days=days)
        item = agenda.add(session, kind, fresh(label), by=sonia)
        fire(session, "convene", nora)
        fire(session, "send_pack", nora)
    with clock.at(datetime.combine(session.held_on, DAY.time())):
        attend(session, nora)
        committee_factories.declare(session, nora)
        fire(session, "open", carla)
    return session, item


def measured(item, carla, on, **data):
    with clock.at(datetime.combine(on, DAY.time())):
        fire(item, "open_vote", carla)
        vote(item, "yes")
        fire(item, "close_vote", carla)
        fire(item, "validate", carla, **data)


@pytest.mark.parametrize(
    ("kind", "state"), [(Kind.SUSPENSION, "suspended"), (Kind.WITHDRAWAL, "withdrawn")]
)
def test_a_measure_waits_for_the_contradictory_phase(label, sonia, carla, nora, kind, state):
    """BR-72: voting before the thirtieth day is refused."""
    session, item = next_session(kind, label, sonia, carla, nora, days=60)
    on = session.held_on
    with clock.at(datetime(2027, 1, 25, 9)):
        fire(label, "open_contradictory", sonia, reason=MOTIVE)
    with pytest.raises(Refused) as refusal:
        measured(item, carla, on, motivation=MOTIVE)
    assert refusal.value.codes == ["contradictory"]

    measured(item, carla, date(2027, 2, 26), motivation=MOTIVE)
    assert fresh(label).state == state
    assert fresh(label).reason == MOTIVE


def test_br57_a_suspension_without_motivation_is_refused(label, sonia, carla, nora):
    with clock.at(datetime(2026, 12, 18, 8)):
        fire(label, "open_contradictory", sonia, reason=MOTIVE)
    session, item = next_session(Kind.SUSPENSION, label, sonia, carla, nora, days=60)
    with pytest.raises(Refused) as refusal:
        measured(item, carla, session.held_on)
    assert refusal.value.codes == ["unmotivated"]
    assert fresh(label).state == "active"


def test_br74_an_extension_is_listed_with_an_open_renewal(label, sonia):
    """One that stopped is not open."""
    with clock.at(datetime(2026, 12, 18, 9)):
        session = committee_factories.make_session(sonia, days=60)
        factories.make_dossier(label.organism, state="discontinued", dossier_type="renewal")
        with pytest.raises(Refused) as refusal:
            agenda.add(session, Kind.EXTENSION, fresh(label), by=sonia)
        factories.make_dossier(label.organism, state="draft", dossier_type="renewal")
        agenda.add(session, Kind.EXTENSION, fresh(label), by=sonia)
    assert refusal.value.codes == ["renewal"]


def test_an_extension_and_a_reinstatement_are_decided(label, sonia, carla, nora, signed_in):
    with clock.at(datetime(2026, 12, 18, 8)):
        factories.make_dossier(label.organism, state="preparation", dossier_type="renewal")
    session, item = next_session(Kind.EXTENSION, label, sonia, carla, nora, days=60)
    measured(item, carla, session.held_on)

    assert (fresh(label).state, fresh(label).end_on) == ("extended", date(2030, 6, 16))
    assert "Décision\u00a0: Proroger le label.\n" in writing.text(session)
    assert [row["decision"] for row in pages.item_rows(session, nora, seating.read(session))] == [
        "Proroger le label"
    ]
    found = signed_in(nora).get("/espace/recherche/", {"q": label.organism.name}).content.decode()
    assert f"Proroger le label, {session.reference}" in found


def test_a_session_does_not_close_with_a_point_undecided(voting, carla):
    with pytest.raises(Refused) as refusal:
        fire(voting.session, "close", carla)
    assert refusal.value.codes == ["item_pending"]


def test_an_open_vote_is_a_task_of_members_alone(voting, people, nora):
    assert [t.button for t in worklist.lists(people["S3"])["do"]] == ["Voter"]
    assert "Voter" not in [t.button for t in worklist.lists(nora)["do"]]
