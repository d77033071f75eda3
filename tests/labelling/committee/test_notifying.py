"""Notification of decisions: which mail leaves after the minutes, with what remedy (BR-60, BR-72, D16)."""

from datetime import date, datetime

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem, Decision
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox, rendering
from portal.workflow.effects import foretold
from tests.factories import make_dossier
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.committee import factories
from tests.labelling.committee.factories import HELD, LISTED, MOTIVE, fire, fresh, vote
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
Kind = AgendaItem.Kind
NBSP = "\u00a0"
NOTICED = {"notice_sent_on": date(2026, 10, 1)}
TOLD = {"dossier.decided", "label.suspended", "label.withdrawn", "label.not_taken",
        "accreditation.notified"}  # fmt: skip


def subject(kind, organism):
    if kind == Kind.LABEL:
        return factories.in_review(organism)
    if kind == Kind.ACCREDITATION:
        auditor = make_auditor("Bastien", "Blanchet")
        return make_accreditation(auditor, state="committee_pending", trained_on=date(2026, 9, 1))
    if kind == Kind.REINSTATEMENT:
        return make_label(organism, state="suspended", suspended_on=date(2026, 9, 1))
    if kind == Kind.EXTENSION:
        make_dossier(organism, state="draft", dossier_type="renewal")
        return make_label(organism)
    return make_label(organism, **NOTICED)


def decided(kind, option, organism, sonia, carla, nora):
    """A session whose minutes are approved, with one decision."""
    with clock.at(LISTED):
        session = factories.make_session(sonia, days=77)
        item = actions.add(session, kind, subject(kind, organism), by=sonia)
        factories.open_session(session, carla, nora)
    with clock.at(HELD):
        fire(item, "open_vote", carla)
        vote(item, option)
        fire(item, "close_vote", carla)
        fire(item, "validate", carla, motivation=MOTIVE)
        fire(session, "close", carla)
        fire(session, "draft_minutes", nora)
        fire(session, "approve_minutes", carla)
    return fresh(item)


def told():
    return list(Message.objects.filter(notice__in=TOLD).values_list("notice", flat=True))


@pytest.mark.parametrize(
    ("kind", "option", "key", "is_contestable"),
    [
        (Kind.LABEL, "refuse", "dossier.decided", True),
        (Kind.LABEL, "adjourn", "dossier.decided", True),
        (Kind.LABEL, "grant", "dossier.decided", False),
        (Kind.SUSPENSION, "yes", "label.suspended", True),
        (Kind.SUSPENSION, "no", "label.not_taken", False),
        (Kind.SUSPENSION, "adjourn", "label.not_taken", False),
        (Kind.WITHDRAWAL, "yes", "label.withdrawn", True),
        (Kind.REINSTATEMENT, "no", "label.not_taken", True),
        (Kind.EXTENSION, "no", "label.not_taken", True),
        (Kind.ACCREDITATION, "refuse", "accreditation.notified", True),
        (Kind.ACCREDITATION, "adjourn", "accreditation.notified", True),
    ],
)
def test_br60_a_decision_is_told_once_its_minutes_are_approved_with_motives_and_remedy(
    people, organism, alice, sonia, carla, nora, kind, option, key, is_contestable
):
    item = decided(kind, option, organism, sonia, carla, nora)
    before = told()
    with clock.at(datetime(2026, 12, 21, 9)):
        fire(item.session, "notify", nora)
        message = Message.objects.get(notice__in=TOLD)
        body = rendering.prepare_message(message, fresh(item.subject)).body.replace(NBSP, " ")

    assert (before, message.notice) == ([], key)
    recipient = item.accreditation.auditor.user if item.accreditation else alice
    assert message.person == recipient
    assert (MOTIVE in body, "60 jours" in body) == (True, is_contestable)
    door = "/contact/ecrire/" if item.accreditation else "/espace/recours/"
    assert (door in body) == is_contestable


@pytest.mark.parametrize(
    ("kind", "option"),
    [(Kind.REINSTATEMENT, "yes"), (Kind.EXTENSION, "yes"), (Kind.ACCREDITATION, "validate")],
)
def test_what_opens_a_right_is_told_at_its_validation(
    people, organism, alice, sonia, carla, nora, kind, option
):
    item = decided(kind, option, organism, sonia, carla, nora)
    session = fresh(item.session)
    said = foretold(session.workflow.transitions["notify"], session)
    fire(session, "notify", nora)

    keys = {"label.reinstated", "label.extended", "accreditation.decided"}
    assert Message.objects.filter(notice__in=keys).count() == 1
    assert told() == []
    assert f"Aucun courriel ne part{NBSP}: ce qui a été accordé a déjà été annoncé." in said


def test_br72_what_the_presidence_decides_in_urgency_is_told_at_once_then_confirmed_with_its_remedy(
    people, organism, alice, sonia, carla, nora
):
    with clock.at(LISTED):
        label = make_label(organism)
        fire(label, "safeguard", carla, reason=MOTIVE)
        at_once = list(Message.objects.filter(person=alice).values_list("notice", flat=True))
        session = factories.make_session(sonia, days=77)
        item = session.items.get()
        factories.open_session(session, carla, nora)
    with clock.at(HELD):
        fire(item, "open_vote", carla)
        vote(item, "yes")
        fire(item, "close_vote", carla)
        fire(item, "validate", carla, motivation=MOTIVE)
        for name, by in (("close", carla), ("draft_minutes", nora), ("approve_minutes", carla)):
            fire(session, name, by)
        before = told()
        fire(session, "notify", nora)

    assert (at_once, before, told()) == (["label.safeguarded"], [], ["label.suspended"])


def test_br60_two_sessions_tell_the_same_dossier_twice(people, organism, alice, sonia, carla, nora):
    """Their journals may stand at the same rank on the day of each notification."""
    item = decided(Kind.LABEL, "adjourn", organism, sonia, carla, nora)
    fire(item.session, "notify", nora)
    dossier = fresh(item.dossier)
    type(dossier)._base_manager.filter(pk=dossier.pk).update(state="review")
    with clock.at(LISTED):
        session = factories.make_session(sonia, days=77)
        again = actions.add(session, Kind.LABEL, fresh(dossier), by=sonia)
        factories.open_session(session, carla, nora)
    with clock.at(HELD):
        fire(again, "open_vote", carla)
        vote(again, "refuse")
        fire(again, "close_vote", carla)
        fire(again, "validate", carla, motivation=MOTIVE)
        for name, by in (("close", carla), ("draft_minutes", nora), ("approve_minutes", carla)):
            fire(session, name, by)
        fire(session, "notify", nora)

    assert told() == ["dossier.decided", "dossier.decided"]


def test_d16_starts_on_the_notification_and_on_nothing_else(
    people, organism, alice, sonia, carla, nora, signed_in
):
    item = decided(Kind.SUSPENSION, "yes", organism, sonia, carla, nora)
    with clock.at(datetime(2026, 12, 21, 9)):
        before = signed_in(alice).get(item.label.get_absolute_url()).context["measure"]
        fire(item.session, "notify", nora)
    with clock.at(datetime(2026, 12, 22, 9)):
        after = signed_in(alice).get(item.label.get_absolute_url()).context["measure"]

    assert Decision.objects.get(item=item).notified_on == date(2026, 12, 21)
    assert (before["appeal_until"], after["appeal_until"]) == (None, date(2027, 2, 19))
    assert outbox.NOTICES["label.suspended"].mandatory
