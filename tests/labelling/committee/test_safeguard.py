"""Interim suspension by the présidence (BR-72): confirmed by the next session, or lapsed."""

from datetime import date, datetime, time, timedelta

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.web import worklist
from portal.workflow import Forbidden, Refused, audit_log
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
    other = actions.add(session, Kind.LABEL, factories.in_review(), by=sonia)
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
        for measure in session.items.filter(kind=Kind.SUSPENSION) if item is None else ():
            fire(measure, "remove", nora, reason="Le comité n’a pas le quorum sur ce point.")
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
    held(session, other, carla, nora, "yes", item=session.items.get(label=suspended))

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
    held(session, other, carla, nora, option, item=session.items.get(label=suspended))

    label = fresh(suspended)
    assert (label.state, label.safeguard_on, label.suspended_on) == ("active", None, None)
    assert Message.objects.filter(notice="label.lapsed").count() == 1


@pytest.mark.parametrize("frozen", [False, True])
def test_br72_a_safeguard_lists_itself_on_the_next_session_whatever_its_agenda(
    label, sonia, nora, carla, frozen
):
    with clock.at(NOW):
        later = factories.make_session(sonia, days=120)
        session, _other = called(sonia, nora, frozen=frozen)
        suspended = fire(label, "safeguard", carla, reason=REASON)

    item = suspended.agenda_items.get()
    assert (item.session, item.kind, item.number, item.state) == (
        session, Kind.SUSPENSION, 2, "not_open",
    )  # fmt: skip
    assert later.items.count() == 0
    sentences = [entry.sentence for entry in audit_log.entries_of(fresh(session))]
    assert f"{carla} a inscrit d’office à l’ordre du jour : {suspended}." in sentences


def test_br72_without_any_session_the_next_one_made_lists_it_and_a_cancelled_one_gives_it_over(
    suspended, sonia, nora
):
    assert suspended.agenda_items.count() == 0
    with clock.at(NOW):
        written = factories.make_session(sonia, days=30, mode="written_consultation")
        session = factories.make_session(sonia, days=60)
        assert (written.items.count(), session.items.get().label) == (0, suspended)
        later = factories.make_session(sonia, days=90)
        assert later.items.count() == 0
        fire(session, "cancel", nora, reason="La salle n’est plus libre ce jour-là.")

    assert (session.items.get().state, later.items.get().label) == ("removed", suspended)


def test_br72_no_session_closes_while_a_safeguard_was_never_on_its_agenda(
    suspended, sonia, nora, carla, signed_in
):
    """It happens where nobody listed it in time: the open session takes it, and only it."""
    with clock.at(NOW):
        session, other = called(sonia, nora, frozen=True)
        session.items.get(label=suspended).delete()
    with clock.at(HELD):
        attend(session, nora)
        fire(session, "open", carla)
        fire(other, "remove", nora, reason="Le dossier passe à la séance suivante.")
        with pytest.raises(Refused, match="n’est pas à l’ordre du jour"):
            fire(session, "close", carla)
        assert fresh(suspended).state == "suspended"

        page = signed_in(nora).get(f"{session.get_absolute_url()}ordre-du-jour/")
        assert suspended.organism.name in page.content.decode()
        item = actions.add(fresh(session), Kind.SUSPENSION, suspended, by=nora)
        fire(item, "remove", nora, reason="Le comité n’a pas le quorum sur ce point.")
        fire(session, "close", carla)
    assert fresh(suspended).state == "active"


def test_br72_a_session_leaves_alone_the_safeguard_that_another_one_hears(
    suspended, sonia, nora, carla
):
    with clock.at(NOW):
        later = factories.make_session(sonia, days=120)
        session, other = called(sonia, nora)
    assert later.items.get().label == suspended
    held(session, other, carla, nora)

    assert fresh(suspended).state == "suspended"


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
            actions.add(session, Kind.LABEL, factories.in_review(), by=sonia)
        assert actions.may_add(session, sonia) is False
        session.items.get(label=suspended).delete()
        assert actions.may_add(session, sonia) is True
        assert [
            (kind, list(rows)) for kind, rows in actions.candidates(session, sonia).items()
        ] == [(Kind.SUSPENSION, [suspended])]

        item = actions.add(session, Kind.SUSPENSION, suspended, by=sonia)
        assert actions.may_add(session, sonia) is False
    assert (item.number, item.state) == (3, "not_open")


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
        assert "Suspension de Valmeyre Habitat : aucune séance pour la confirmer" in titles
        session, other = called(sonia, nora, frozen=True)
        tasks = worklist.lists(fresh(sonia))["watch"]
        [task] = [task for task in tasks if "Suspension" in task.title]
        assert task.title == "Suspension de Valmeyre Habitat, à confirmer en séance"
        assert (task.due_on, task.hand) == (session.held_on, "la présidence du comité")
        page = signed_in(sonia).get(task.url).content.decode()
        assert "La main est à la présidence du comité" in page
    with clock.at(HELD):
        attend(session, nora)
        fire(session, "open", carla)
        fire(other, "remove", nora, reason="Le dossier passe à la séance suivante.")
        confirmation = session.items.get(label=suspended)
        fire(confirmation, "remove", nora, reason="Le comité n’a pas le quorum sur ce point.")
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
        outbox.deliver_due()
    held(session, other, carla, nora)
    with clock.at(HELD):
        outbox.deliver_due()

    sent = Message.objects.filter(notice__startswith="label.", state="sent")
    expected = {"label.lapsed", "label.to_confirm", "label.safeguarded"}
    assert set(sent.values_list("notice", flat=True)) == expected


def test_br72_a_label_suspended_in_urgency_may_still_be_heard_then_withdrawn(suspended, sonia):
    """The withdrawal itself keeps its contradictory phase."""
    with clock.at(NOW):
        session = factories.make_session(sonia, days=60)
        item = actions.add(session, Kind.WITHDRAWAL, suspended, by=sonia)
        assert item.workflow.transitions["open_vote"].conditions(item)[2].is_met is False
        fire(suspended, "open_contradictory_suspended", sonia, reason=REASON)
    assert fresh(suspended).notice_sent_on == NOW.date()


def test_the_mail_of_a_safeguard_that_is_over_does_not_leave(suspended, sonia, nora, carla):
    """It says that the label may not be claimed: what has lapsed meanwhile says the contrary."""
    session, other = called(sonia, nora)
    held(session, other, carla, nora)
    with clock.at(HELD):
        outbox.deliver_due()
    states = Message.objects.filter(notice="label.safeguarded").values_list("state", "dropped_for")

    assert fresh(suspended).state == "active"
    assert set(states) == {("dropped", "fallen")}
