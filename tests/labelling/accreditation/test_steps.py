"""State machine of an accreditation: decided by the committee, ended by the clock, renewed by the auditor."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from labelling.committee.models import AgendaItem, CommitteeSeat, SeatHolder
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.accreditation.workflow import ACCREDITATION
from labelling.parties.framework.binding import current_rules
from portal.accounts.passwords import second_factor_required
from portal.core import clock, working_days
from portal.models import Role
from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.factories import noon
from tests.labelling.accreditation.factories import make_accreditation, make_auditor, make_decision
from tests.labelling.audits.factories import make_mission

pytestmark = pytest.mark.django_db
REASON = {"reason": "Un lien n’avait pas été déclaré à temps."}
BEFORE = {
    "submit": "draft", "request_complement": "submitted", "resubmit": "to_complete",
    "review": "submitted", "send_to_training": "under_review", "ready_for_committee": "training",
    "suspend": "active", "renounce": "active", "shorten": "active",
}  # fmt: skip
AFTER = {
    "submit": "submitted", "request_complement": "to_complete", "resubmit": "submitted",
    "review": "under_review", "send_to_training": "training",
    "ready_for_committee": "committee_pending", "suspend": "suspended", "renounce": "renounced",
    "shorten": "active",
}  # fmt: skip


@pytest.fixture
def secretary(db):
    return factories.make_user("Hélène", roles=[Role.SECRETARY])


@pytest.fixture
def carla(db):
    """The président: holds the chair's seat."""
    user = factories.make_user("Carla")
    seat = CommitteeSeat.objects.filter(is_chair=True).first() or CommitteeSeat.objects.create(
        code="PRES", label="Président", order=1, is_chair=True
    )
    SeatHolder.objects.create(seat=seat, user=user, rank="full", since_on=date(2020, 1, 1))
    return user


def data(name):
    if name in ("request_complement", "suspend", "renounce"):
        return REASON
    if name == "shorten":
        return REASON | {"until_on": clock.today()}
    return {"trained_on": clock.today()} if name == "ready_for_committee" else {}


@pytest.mark.parametrize("name", list(BEFORE))
def test_each_step_is_its_persons_and_nobody_elses(name, sonia, carla, bob):
    one = make_accreditation(state=BEFORE[name])
    people = dict.fromkeys(("submit", "resubmit", "renounce", "shorten"), one.auditor.user)
    people |= {"suspend": carla}

    with pytest.raises(Forbidden):
        ACCREDITATION.fire(one, name, by=bob, **data(name))
    assert (
        ACCREDITATION.fire(one, name, by=people.get(name, sonia), **data(name)).state == AFTER[name]
    )


@pytest.mark.parametrize(
    ("name", "option", "state"),
    [("reinstate", "validate", "active"), ("withdraw", "refuse", "withdrawn")],
)
def test_br41_what_the_presidence_suspends_in_urgency_the_committee_ends(
    name, option, state, carla, secretary, sonia
):
    """A validated decision, taken since the suspension, which serves once."""
    other = {"validate": "refuse", "refuse": "validate"}[option]
    with noon(date(2026, 3, 1)):
        one = make_accreditation(state="active", starts_on=date(2026, 2, 1))
        make_decision(one, option)  # of before: a renewal looked at too soon
    with noon(date(2026, 5, 1)):
        one = ACCREDITATION.fire(one, "suspend", by=carla, **REASON)
        assert refusal(one, name, carla) == ["decision_before"]
        make_decision(one, other)
        assert refusal(one, name, carla) == ["decision"]
        decision = make_decision(one, option)
        with pytest.raises(Forbidden):
            ACCREDITATION.fire(one, name, by=sonia)
        one = ACCREDITATION.fire(one, name, by=secretary)
    assert one.state == state
    if state == "active":
        assert (one.decision, one.starts_on) == (decision, date(2026, 2, 1))
        with noon(date(2026, 5, 1)):
            one = ACCREDITATION.fire(one, "suspend", by=carla, **REASON)
            assert refusal(one, name, carla) == ["decision_used"]


def refusal(one, name, by):
    with pytest.raises(Refused) as refused:
        ACCREDITATION.fire(one, name, by=by)
    return refused.value.codes


@pytest.mark.parametrize(
    ("field", "value", "code", "where"),
    [
        ("references_text", " ", "references", "modifier/"),
        ("is_independent", False, "independence", "modifier/"),
        ("has_told_ties", False, "ties", "modifier/"),
        ("insured_until_on", date(2020, 1, 1), "insurance", "assurance/"),
        ("ethics_accepted_on", None, "ethics", "charte/"),
    ],
)
def test_an_incomplete_application_says_what_is_missing(field, value, code, where):
    one = make_accreditation(**{field: value})

    assert missing(one) == [(code, f"{one.get_absolute_url()}{where}")]


def missing(one):
    """[(code, where it is mended)] of what the deposit of an application says."""
    with pytest.raises(Refused) as refused:
        ACCREDITATION.fire(one, "submit", by=one.auditor.user)
    return [(problem.code, problem.mend) for problem in refused.value.problems]


def test_an_application_without_files_nor_profile_says_so():
    auditor = make_auditor(address="", regions=[])
    one = make_accreditation(auditor, state="training")
    AuditorAccreditation.objects.filter(pk=one.pk).update(state="draft")
    one.refresh_from_db()

    assert missing(one) == [
        ("presentation", f"{auditor.get_absolute_url()}modifier/"),
        ("cv", f"{one.get_absolute_url()}cv/"),
        ("insurance", f"{one.get_absolute_url()}assurance/"),
    ]


def test_br41_a_decision_that_was_annulled_grants_nothing(secretary):
    one = make_accreditation(state="committee_pending", trained_on=date(2026, 1, 5))
    decision = make_decision(one)
    AgendaItem.objects.filter(pk=decision.item_id).update(state="annulled")

    assert refusal(one, "grant", secretary) == ["decision"]


def test_br41_an_accreditation_is_granted_by_a_validated_decision_only(secretary, sonia):
    one = make_accreditation(state="committee_pending", trained_on=date(2026, 1, 5))

    with pytest.raises(Refused) as refused:
        ACCREDITATION.fire(one, "grant", by=secretary)
    assert refused.value.codes == ["decision"]
    make_decision(one, on=date(2026, 3, 1))
    with pytest.raises(Forbidden):
        ACCREDITATION.fire(one, "grant", by=sonia)
    one = ACCREDITATION.fire(one, "grant", by=secretary)
    assert (one.state, one.starts_on) == ("active", date(2026, 3, 1))


def test_br41_a_status_written_by_hand_is_refused_by_the_database():
    one = make_accreditation(state="committee_pending")

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditorAccreditation.objects.filter(pk=one.pk).update(state="active")


def test_a_refusal_does_not_grant(secretary):
    one = make_accreditation(state="committee_pending", trained_on=date(2026, 1, 5))
    make_decision(one, "refuse")

    with pytest.raises(Refused):
        ACCREDITATION.fire(one, "grant", by=secretary)
    assert ACCREDITATION.fire(one, "refuse", by=secretary).state == "refused"


def test_br42_no_training_date_no_grant(secretary):
    one = make_accreditation(state="committee_pending")
    make_decision(one)

    with pytest.raises(Refused) as refused:
        ACCREDITATION.fire(one, "grant", by=secretary)
    assert refused.value.codes == ["untrained"]


def test_br43_the_end_is_the_decision_day_and_d18(secretary):
    one = make_accreditation(state="committee_pending", trained_on=date(2026, 1, 5))
    decision = make_decision(one, on=date(2026, 3, 1))
    one = ACCREDITATION.fire(one, "grant", by=secretary)
    months = _months()

    assert one.ends_on == working_days.last_day_of_validity(date(2026, 3, 1), months)
    assert one.decision == decision


def _months():
    delay = current_rules().delay("D18")
    assert delay.unit == "m"
    return delay.count


def test_br43_a_renewal_adds_d18_after_the_old_end_with_a_new_decision(secretary, sonia):
    """Within six months of the end, once a decision."""
    one = make_accreditation(state="active", starts_on=date(2024, 1, 1), ends_on=date(2027, 3, 31))

    with noon(date(2026, 9, 29)):
        make_decision(one)
        with pytest.raises(Refused) as refused:
            ACCREDITATION.fire(one, "renew", by=secretary)
        assert refused.value.codes == ["too_early"]
    with noon(date(2026, 10, 1)):
        with pytest.raises(Forbidden):
            ACCREDITATION.fire(one, "renew", by=sonia)
        renewed = ACCREDITATION.fire(one, "renew", by=secretary)
    new_end = working_days.last_day_of_validity(date(2027, 4, 1), _months())
    assert (renewed.state, renewed.starts_on) == ("active", date(2024, 1, 1))
    assert renewed.ends_on == new_end
    with noon(new_end - timedelta(days=30)), pytest.raises(Refused) as refused:
        ACCREDITATION.fire(renewed, "renew", by=secretary)
    assert refused.value.codes == ["decision_used"]


def test_br43_reminders_leave_once_at_six_three_and_one_months():
    end = date(2027, 6, 30)
    one = make_accreditation(state="active", ends_on=end)
    sent = []
    for days in (184, 183, 100, 91, 90, 30, 29, 1):
        with noon(end - timedelta(days=days)):
            ACCREDITATION.run_reminders()
            deliver_due()
            sent.append(Message.objects.filter(notice="accreditation.renewal").count())

    assert sent == [0, 1, 1, 2, 2, 3, 3, 3]
    assert {m.state for m in Message.objects.filter(person=one.auditor.user)} == {"sent"}


def test_br44_the_clock_ends_an_accreditation_the_day_after_its_last_day(sonia):
    """The référent is told of the running missions, and of none where there is none."""
    one = make_accreditation(state="active", ends_on=date(2027, 6, 30))
    idle = make_accreditation(state="active", ends_on=date(2027, 6, 30))
    mission = make_mission(factories.make_dossier(), auditor=one.auditor, state="accepted")
    with noon(date(2027, 6, 30)):
        ACCREDITATION.run_timed()
    one.refresh_from_db()
    assert one.state == "active"
    with noon(date(2027, 7, 1)):
        ACCREDITATION.run_timed()
        deliver_due()
    one.refresh_from_db()

    assert one.state == "expired"
    mails = Message.objects.filter(notice="accreditation.running_missions", person=sonia)
    sent, dropped = mails.get(thing_id=one.pk), mails.get(thing_id=idle.pk)
    assert (sent.state, mission.reference in sent.body) == ("sent", True)
    assert (dropped.state, dropped.dropped_for) == ("dropped", "fallen")


def test_br45_the_public_list_shows_active_auditors_who_agreed():
    today = clock.today()
    shown = make_accreditation(make_auditor(is_public=True), state="active").auditor
    make_accreditation(make_auditor(is_public=False), state="active")
    make_accreditation(make_auditor(is_public=True), state="suspended")
    make_accreditation(make_auditor(is_public=True), state="submitted")

    assert list(Auditor.objects.listed_on(today)) == [shown]
    assert list(Auditor.objects.listed_on(date(2099, 1, 1))) == []


@pytest.mark.parametrize(
    ("state", "expected"), [("active", True), ("suspended", True), ("draft", False)]
)
def test_an_accredited_auditor_signs_in_with_a_second_factor(state, expected):
    """BR-07."""
    assert second_factor_required(make_accreditation(state=state).auditor.user) is expected


@pytest.mark.parametrize(
    ("name", "code"),
    [("submit", "D01"), ("request_complement", "D02"), ("resubmit", "D01"), ("review", "D08i")],
)
def test_an_application_is_due_by_the_rules_of_the_day(sonia, name, code):
    accreditation = make_accreditation(state=BEFORE[name])
    by = accreditation.auditor.user if name in ("submit", "resubmit") else sonia
    moved = ACCREDITATION.fire(accreditation, name, by=by, **data(name))

    assert moved.due_on == current_rules().due(code, clock.today())
