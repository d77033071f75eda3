"""Interim suspension by the présidence (BR-72): confirmed by the next session, or lapsed."""

from datetime import date, datetime, time, timedelta

import pytest

from labelling.committee import agenda
from labelling.committee.models import AgendaItem
from labelling.labels.models import Label
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.web import worklist
from portal.workflow import Forbidden, Refused
from tests.labelling.committee import factories
from tests.labelling.committee.factories import MOTIVE, attend, fire, fresh, vote
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
Kind = AgendaItem.Kind
NOW = datetime(2026, 10, 5, 9)
HELD = datetime(2026, 12, 17, 14)
REASON = "Trois tours sont sans eau chaude depuis dix jours et l’organisme ne répond plus aux locataires."


@pytest.fixture
def label(people, organism, alice, sonia):
    return make_label(organism)


@pytest.fixture
def suspended(label, carla):
    with clock.at(NOW):
        return fire(label, "safeguard", carla, reason=REASON)


def called(sonia, nora, *, frozen=False):
    """The next session, on 17 December; `frozen`: its packs have left."""
    session = factories.make_session(sonia, days=73)
    other = agenda.add(session, Kind.LABEL, factories.in_review(), by=sonia)
    if frozen:
        fire(session, "convene", nora)
        fire(session, "send_pack", nora)
    return fresh(session), other


def held(session, other, carla, nora, option=None, *, item=None):
    """Play the session; the safeguard's point gets `option`; nothing is voted on the other one."""
    if session.state == "draft":
        fire(session, "convene", nora)
        fire(session, "send_pack", nora)
    with clock.at(HELD):
        attend(session, nora)
        factories.declare(session, nora)
        fire(session, "open", carla)
        fire(other, "remove", nora, reason="Le dossier passe à la séance suivante.")
        if item:
            fire(item, "open_vote", carla)
            vote(item, option)
            fire(item, "close_vote", carla)
            fire(item, "validate", carla, motivation=MOTIVE)
        return fire(session, "close", carla)


def test_br72_the_president_suspends_at_once_without_a_contradictory_phase(
    suspended, client, alice, sonia
):
    number = suspended.attestations.get().number
    assert (suspended.state, suspended.safeguard_on, suspended.due_on, suspended.reason) == (
        "suspended",
        NOW.date(),
        date(2027, 4, 5),
        REASON,
    )
    with clock.at(NOW):
        assert client.get(f"/verifier/{number}/").context["answer"].status == "suspended"
    assert set(Message.objects.values_list("notice", "person")) == {
        ("label.safeguarded", alice.pk),
        ("label.to_confirm", sonia.pk),
    }


def test_br72_nobody_but_the_president_suspends_in_urgency(label, nora, sonia, people, alice):
    for person in (nora, sonia, people["S3"], alice):
        with pytest.raises(Forbidden):
            fire(label, "safeguard", person, reason=REASON)


def test_br72_a_confirmed_safeguard_goes_on_until_its_own_end(suspended, sonia, nora, carla):
    """Voted before the thirtieth day of any notice: none is asked of a safeguard."""
    with clock.at(NOW):
        session, other = called(sonia, nora)
        item = agenda.add(session, Kind.SUSPENSION, suspended, by=sonia)
    held(session, other, carla, nora, "yes", item=item)

    label = fresh(suspended)
    assert (label.state, label.safeguard_on, label.suspended_on, label.due_on) == (
        "suspended",
        None,
        NOW.date(),
        date(2027, 4, 5),
    )
    assert label.reason == MOTIVE


@pytest.mark.parametrize("option", ["no", "adjourn"])
def test_br72_a_safeguard_that_is_not_confirmed_lapses(suspended, sonia, nora, carla, option):
    with clock.at(NOW):
        session, other = called(sonia, nora)
        item = agenda.add(session, Kind.SUSPENSION, suspended, by=sonia)
    held(session, other, carla, nora, option, item=item)

    label = fresh(suspended)
    assert (label.state, label.safeguard_on, label.suspended_on) == ("active", None, None)
    assert Message.objects.filter(notice="label.lapsed").count() == 1


def test_br72_a_safeguard_that_nobody_listed_lapses_when_the_session_closes(
    suspended, sonia, nora, carla
):
    with clock.at(NOW):
        session, other = called(sonia, nora)
    held(session, other, carla, nora)

    assert fresh(suspended).state == "active"


def test_br72_one_taken_on_the_day_of_a_session_awaits_the_next_one(label, sonia, nora, carla):
    with clock.at(NOW):
        session, other = called(sonia, nora)
    with clock.at(HELD):
        fire(label, "safeguard", carla, reason=REASON)
    held(session, other, carla, nora)

    assert fresh(label).state == "suspended"


def test_br72_a_frozen_agenda_takes_the_safeguard_and_nothing_else(suspended, sonia, nora):
    with clock.at(NOW):
        session, _other = called(sonia, nora, frozen=True)
        with pytest.raises(Refused):
            agenda.add(session, Kind.LABEL, factories.in_review(), by=sonia)
        assert agenda.may_add(session, sonia) is True
        assert [(kind, list(rows)) for kind, rows in agenda.candidates(session, sonia).items()] == [
            (Kind.SUSPENSION, [suspended])
        ]

        item = agenda.add(session, Kind.SUSPENSION, suspended, by=sonia)
        assert agenda.may_add(session, sonia) is False
    assert (item.number, item.state) == (2, "not_open")


def test_br72_an_extended_label_gets_its_extension_back(label, carla):
    Label.objects.filter(pk=label.pk).update(state="extended", end_on=date(2028, 6, 30))
    with clock.at(NOW):
        label = fire(label, "safeguard", carla, reason=REASON)
    with clock.at(datetime.combine(label.due_on + timedelta(days=1), time(1))):
        label.workflow.run_timed()

    assert (fresh(label).state, fresh(label).end_on) == ("extended", date(2028, 6, 30))


def test_br73_without_any_session_a_safeguard_ends_with_the_longest_suspension(suspended):
    for day, state in ((suspended.due_on, "suspended"), (date(2027, 4, 6), "active")):
        with clock.at(datetime.combine(day, time(9))):
            suspended.workflow.run_timed()
            suspended.workflow.run_timed()
        assert fresh(suspended).state == state


def test_the_office_is_told_to_list_it_and_the_president_sees_what_closing_will_do(
    suspended, sonia, nora, carla, signed_in
):
    with clock.at(NOW):
        titles = [task.title for task in worklist.lists(fresh(sonia))["do"]]
        assert "Suspension de Valmeyre Habitat, à confirmer à la prochaine séance" in titles
        session, other = called(sonia, nora, frozen=True)
    with clock.at(HELD):
        attend(session, nora)
        fire(session, "open", carla)
        fire(other, "remove", nora, reason="Le dossier passe à la séance suivante.")
        page = signed_in(carla).get(f"{session.get_absolute_url()}clore-la-seance/")
    assert "que le comité n’a pas confirmée, prend fin" in page.content.decode()


def test_br72_the_president_opens_the_label_and_its_act(label, carla, people, signed_in):
    client = signed_in(carla)
    address = f"{label.get_absolute_url()}suspendre-a-titre-conservatoire/"
    assert (
        "Suspendre à titre conservatoire" in client.get(label.get_absolute_url()).content.decode()
    )

    short = client.post(address, {"reason": "Urgent.", "version": label.version})
    done = client.post(address, {"reason": REASON, "version": label.version})

    assert (short.status_code, done.status_code, fresh(label).state) == (422, 302, "suspended")
    assert signed_in(people["S3"]).get(label.get_absolute_url()).status_code == 404


def test_the_three_mails_have_their_text(suspended, sonia, nora, carla, alice):
    with clock.at(NOW):
        session, other = called(sonia, nora)
    held(session, other, carla, nora)
    with clock.at(HELD):
        outbox.deliver_due()

    sent = Message.objects.filter(notice__startswith="label.", state="sent")
    assert set(sent.values_list("notice", flat=True)) == {"label.lapsed", "label.to_confirm"} | {
        "label.safeguarded"
    }


def test_br72_a_label_suspended_in_urgency_may_still_be_heard_then_withdrawn(suspended, sonia):
    """The withdrawal itself keeps its contradictory phase."""
    with clock.at(NOW):
        session = factories.make_session(sonia, days=60)
        item = agenda.add(session, Kind.WITHDRAWAL, suspended, by=sonia)
        assert item.workflow.transitions["open_vote"].conditions(item)[2].is_met is False
        fire(suspended, "open_contradictory_suspended", sonia, reason=REASON)
    assert fresh(suspended).notice_sent_on == NOW.date()
