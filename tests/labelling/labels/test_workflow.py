"""State machine of the label: who, when, and what each step changes."""

from datetime import date, datetime, timedelta

import pytest

from labelling.title.labels import notices
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Message, Role
from portal.notifications import outbox, rendering
from portal.workflow import Forbidden, Refused, Stale
from tests.factories import make_dossier, make_member, make_user
from tests.labelling.labels.factories import make_decision, make_label
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
REASON = "Les réclamations restent sans réponse depuis six mois, malgré deux rappels écrits."


@pytest.fixture
def sofia(db):
    return make_user("Sofia", "Marchand", roles=[Role.SECRETARY])


@pytest.fixture
def label(organism, alice):
    return make_label(organism)


def fire(label, name, **values):
    return label.workflow.fire(label, name, **values)


def decide(label, kind, option="yes"):
    return make_decision(option=option, kind=kind, label=label)


def test_br72_a_suspension_waits_for_thirty_days_after_the_written_notice(label, sonia, sofia):
    label = fire(label, "open_contradictory", by=sonia, reason=REASON)
    decide(label, "suspension")
    # observations are taken until the end of the thirtieth day, the 24th
    with clock.at(datetime(2026, 12, 24, 12)), pytest.raises(Refused) as early:
        fire(label, "suspend", by=sofia)
    with clock.at(datetime(2026, 12, 25, 12)):
        label = fire(label, "suspend", by=sofia, reason=REASON)

    assert early.value.codes == ["contradictory"]
    assert (label.state, label.suspended_on, label.due_on) == (
        "suspended",
        date(2026, 12, 25),
        date(2027, 6, 25),
    )
    told = Message.objects.filter(notice__in=("hearing.opened", "label.suspended"))
    assert set(told.values_list("notice", flat=True)) == {"hearing.opened"}  # BR-60: notified later


def test_br72_a_written_notice_serves_once(label, sonia, sofia):
    """The suspension that it led to taken, a withdrawal asks for another notice and another delay."""
    label = fire(label, "open_contradictory", by=sonia, reason=REASON)
    decide(label, "suspension")
    with clock.at(datetime(2026, 12, 25, 12)):
        label = fire(label, "suspend", by=sofia, reason=REASON)
        decide(label, "withdrawal")
        with pytest.raises(Refused) as early:
            fire(label, "withdraw", by=sofia, reason=REASON)
        label = fire(label, "open_contradictory_suspended", by=sonia, reason=REASON)
    with clock.at(datetime(2027, 1, 26, 12)):
        label = fire(label, "withdraw", by=sofia, reason=REASON)

    assert early.value.codes == ["contradictory"]
    assert (label.state, label.notice_sent_on) == ("withdrawn", None)


@pytest.mark.parametrize("name", ["suspend", "withdraw", "extend"])
def test_br62_a_measure_follows_a_decision(label, sofia, name):
    with pytest.raises(Refused) as refused:
        fire(label, name, by=sofia)

    assert "decision" in refused.value.codes


def test_br62_the_decision_of_one_measure_does_not_serve_another(organism, sofia):
    """A suspension voted does not let the office withdraw the label."""
    label = make_label(organism, state="suspended", notice_sent_on=date(2026, 10, 1))
    decide(label, "suspension")

    for name in ("withdraw", "reinstate"):
        with pytest.raises(Refused) as refused:
            fire(label, name, by=sofia)
        assert refused.value.codes == ["decision"]


def test_a_decision_that_says_no_changes_nothing(label, sofia):
    label.notice_sent_on = date(2026, 1, 1)
    label.save()
    decide(label, "withdrawal", option="no")

    with pytest.raises(Refused):
        fire(label, "withdraw", by=sofia)


def test_a_lifted_suspension_keeps_the_end_date(organism, sofia):
    label = make_label(organism, state="suspended", suspended_on=date(2026, 10, 1))
    decide(label, "reinstatement")

    after = fire(label, "reinstate", by=sofia)

    assert (after.state, after.end_on, after.suspended_on) == ("active", label.end_on, None)


def test_br68_a_withdrawal_is_told_at_once(client, label, sofia):
    label.notice_sent_on = date(2026, 10, 1)
    label.save()
    decide(label, "withdrawal")
    fire(label, "withdraw", by=sofia, reason=REASON)

    number = label.attestations.get().number
    assert client.get(f"/verifier/{number}/").context["answer"].title == "Label retiré"
    page = client.get(f"/annuaire/{label.organism.slug}/")
    assert page.context["answer"].title == "Label retiré"


def test_br74_an_extension_comes_once_a_cycle_with_an_open_renewal(label, sofia):
    """A renewal that was refused is not open."""
    decide(label, "extension")
    make_dossier(label.organism, state="refused", dossier_type="renewal")
    with pytest.raises(Refused) as without_renewal:
        fire(label, "extend", by=sofia)
    make_dossier(label.organism, state="review", dossier_type="renewal")
    extended = fire(label, "extend", by=sofia)
    with pytest.raises(Refused) as again:
        fire(extended, "extend", by=sofia)

    assert without_renewal.value.codes == ["renewal"]
    assert (extended.state, extended.end_on) == ("extended", date(2028, 6, 30))
    assert again.value.codes == ["state"]


def test_br74_a_suspension_between_does_not_give_a_second_extension(organism, sofia):
    label = make_label(organism, end_on=date(2028, 6, 30))
    make_dossier(organism, state="review", dossier_type="renewal")
    decide(label, "extension")

    with pytest.raises(Refused) as refused:
        fire(label, "extend", by=sofia)
    assert refused.value.codes == ["extended"]


def test_only_the_signatory_renounces_today_or_later(label, alice, chloe, bob, signed_in):
    for person in (chloe, bob):
        with pytest.raises(Forbidden):
            fire(label, "renounce", by=person, ended_on=date(2026, 12, 1))
    page = signed_in(alice)
    address = f"{label.get_absolute_url()}renoncer-au-label/"

    assert page.post(address, {"ended_on": "23/11/2026", "version": 1}).status_code == 422
    assert page.post(address, {"ended_on": "01/12/2026", "version": 1}).status_code == 302
    again = page.post(address, {"ended_on": "01/12/2026", "version": 1})
    refused_page(again, "Cette étape n’est pas possible")
    assert Label.objects.get(pk=label.pk).ended_on == date(2026, 12, 1)


@pytest.mark.parametrize("name", ["open_contradictory", "suspend", "withdraw", "extend", "expire"])
def test_a_stranger_and_the_organism_are_refused(label, alice, bob, name):
    for person in (alice, bob):
        with pytest.raises(Forbidden):
            fire(label, name, by=person)


def test_a_stale_page_changes_nothing(label, sonia, alice):
    fire(label, "open_contradictory", by=sonia, reason=REASON)

    with pytest.raises(Stale):
        fire(label, "renounce", by=alice, expected_version=1)


@pytest.mark.parametrize("state", ["active", "extended", "suspended"])
def test_a_label_expires_the_day_after_its_end(organism, state):
    label = make_label(organism, state=state, end_on=date(2026, 11, 24))
    label.workflow.run_timed()
    assert Label.objects.get(pk=label.pk).state == state

    with clock.at(datetime(2026, 11, 25, 0, 0, 1)):
        label.workflow.run_timed()
    after = Label.objects.get(pk=label.pk)
    assert (after.state, after.ended_on) == ("expired", date(2026, 11, 24))


def test_br75_reminders_leave_at_12_9_6_3_and_1_months_once_each(organism, alice):
    label = make_label(organism, end_on=date(2028, 6, 30))
    day = datetime(2027, 6, 1, 9)
    while day.date() <= label.end_on:
        with clock.at(day):
            label.workflow.run_reminders()
            label.workflow.run_reminders()
        day += timedelta(days=10)

    assert Message.objects.filter(notice="label.renewal").count() == 5


@pytest.mark.parametrize(("state", "left"), [("draft", "sent"), ("submitted", "dropped")])
def test_br75_reminders_stop_when_the_renewal_is_submitted(organism, alice, state, left):
    label = make_label(organism, end_on=date(2027, 6, 30))
    label.workflow.run_reminders()
    make_dossier(organism, state=state, dossier_type="renewal")
    with clock.at(datetime(2026, 11, 24, 13)):
        outbox.deliver_due()

    assert list(Message.objects.values_list("state", flat=True)) == [left]


@pytest.mark.parametrize("key", sorted(k for k in outbox.NOTICES if k.startswith("label.")))
def test_every_mail_has_its_text(organism, key):
    person = make_member(organism)
    label = make_label(
        organism,
        reason="Motif & suite",
        suspended_on=date(2026, 11, 1),
        notice_sent_on=date(2026, 10, 1),
        ended_on=date(2026, 12, 1),
        due_on=date(2026, 12, 15),
    )
    message = Message(
        person=person,
        notice=key,
        event_key=key,
        thing_type="labelling.label",
        thing_id=label.pk,
        template=outbox.template_of(outbox.NOTICES[key], "labelling/labels"),
    )
    told = rendering.prepare_message(message, label)

    assert "Valmeyre Habitat" in told.subject
    assert label.get_absolute_url() in told.body
    assert "&amp;" not in told.body


def test_the_office_is_told_of_a_renunciation(label, alice, sonia):
    fire(label, "renounce", by=alice, ended_on=date(2026, 12, 1))

    assert list(notices.office(label)) == [sonia]
    assert list(Message.objects.values_list("person", flat=True)) == [sonia.pk]
