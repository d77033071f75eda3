"""Grouped sending (BR-96): one mail a person, dossier and day; no empty digest; re-checked at sending."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.core import clock
from portal.mail_desk.actions import hold
from portal.notifications import outbox
from portal.notifications.models import Message
from tests.factories import make_member

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY, MONDAY = "2026-11-26", "2026-11-27", "2026-11-30"


def at(day, hour="10:00"):
    return clock.at(clock.parse(f"{day} {hour}"))


def deliver(day, hour="10:00"):
    with at(day, hour):
        return outbox.deliver_due()


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def identity(mail):
    return mail.extra_headers["Message-ID"]


def test_br96_the_first_leaves_at_once_the_rest_of_the_day_the_next_morning_in_one_mail(
    tell, alice, dossier, mailoutbox
):
    with at(THURSDAY):
        tell(alice, dossier)
        outbox.deliver_due()
        tell(alice, dossier)
        tell(alice, dossier, "other")
        outbox.deliver_due()
    assert len(mailoutbox) == 1
    assert deliver(FRIDAY, "07:59") == 0

    assert deliver(FRIDAY, "08:00") == 1

    assert mailoutbox[1].subject.startswith("2\u00a0nouvelles\u00a0: ")
    assert states() == ["sent"] * 3
    assert deliver(MONDAY) == 0


def test_br96_what_happens_together_about_one_dossier_is_one_mail(tell, alice, dossier, mailoutbox):
    with at(THURSDAY):
        tell(alice, dossier)
        tell(alice, dossier, "other")
        outbox.deliver_due()

    assert [mail.subject[:11] for mail in mailoutbox] == ["2\u00a0nouvelles"]


def test_br96_two_dossiers_are_two_mails_and_two_people_too(
    tell, alice, chloe, dossier, other_dossier, mailoutbox
):
    with at(THURSDAY):
        tell(alice, dossier)
        tell(alice, other_dossier)
        tell(chloe, dossier)
        outbox.deliver_due()

    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(
        [alice.email, alice.email, chloe.email]
    )


def test_br96_deadlines_and_notifications_owed_leave_alone_the_same_day(
    tell, alice, dossier, mailoutbox
):
    with at(THURSDAY):
        for kind in ("plain", "deadline", "owed", "deadline"):
            tell(alice, dossier, kind)
            outbox.deliver_due()

    assert len(mailoutbox) == 4
    assert ["nouvelles" in mail.subject for mail in mailoutbox] == [False] * 4


def test_a_reminder_about_the_mission_s_finding_counts_for_its_aggregate(
    tell, alice, dossier, mailoutbox
):
    """The control: the same two messages about two roots leave both."""
    with at(THURSDAY):
        tell(alice, dossier)
        outbox.deliver_due()
        second = tell(alice, dossier)
        Message.objects.filter(pk=second.pk).update(about="labelling.labeldossier:0")
        outbox.deliver_due()

    assert len(mailoutbox) == 2


def test_nights_weekends_and_the_pause_put_a_mail_off(tell, alice, dossier, mailoutbox, settings):
    settings.QUIET_HOURS = (time(20), time(7))
    with at(FRIDAY, "20:30"):
        tell(alice, dossier)
        assert outbox.deliver_due() == 0
    assert deliver("2026-11-28") == 0

    assert deliver(MONDAY, "07:59") == 0
    assert deliver(MONDAY, "08:00") == 1


def test_a_deadline_of_a_friday_that_the_worker_missed_leaves_on_monday(
    tell, alice, dossier, choose, mailoutbox
):
    """Its person takes mails at weekends: what is no deadline follows them."""
    choose(alice, is_quiet_at_weekends=False)
    with at("2026-11-27"):
        for kind in ("plain", "deadline"):
            tell(alice, dossier, kind)
    counts = []
    for day, hour in (("2026-11-28", "10:00"), ("2026-11-29", "10:00"), ("2026-11-30", "08:00")):
        deliver(day, hour)
        counts.append(len(mailoutbox))

    assert counts == [1, 1, 2]


def test_a_pause_keeps_what_is_not_owed(tell, alice, dossier, choose, mailoutbox):
    choose(alice, paused_until=date(2026, 12, 24))
    with at(THURSDAY):
        for kind in ("plain", "deadline", "owed"):
            tell(alice, dossier, kind)
        assert outbox.deliver_due() == 2

    assert deliver("2026-12-23") == 0
    assert deliver("2026-12-24", "08:00") == 1


@pytest.mark.parametrize("pace", ["day", "week", "portal"])
def test_a_choice_holds_for_what_is_queued_already(tell, alice, dossier, choose, mailoutbox, pace):
    with at(THURSDAY):
        tell(alice, dossier)
        choose(alice, "plain", pace)
        assert outbox.deliver_due() == 0

    sent = deliver(FRIDAY, "08:00"), deliver(MONDAY, "08:00")
    assert sent == {"day": (1, 0), "week": (0, 1), "portal": (0, 0)}[pace]
    assert states() == ["kept" if pace == "portal" else "sent"]


def test_what_is_mandatory_is_sent_whatever_was_chosen(tell, alice, dossier, choose, mailoutbox):
    with at(THURSDAY):
        choose(alice, "owed", "portal")
        tell(alice, dossier, "owed")
        assert outbox.deliver_due() == 1


def test_a_deadline_that_somebody_groups_is_theirs_to_group(
    tell, alice, dossier, choose, mailoutbox
):
    with at(THURSDAY):
        choose(alice, "deadline", "day")
        tell(alice, dossier, "deadline")
        assert outbox.deliver_due() == 0
    assert deliver(FRIDAY, "08:00") == 1


def test_what_is_held_is_never_sent_while_it_is(tell, alice, sonia, dossier, mailoutbox):
    with at(THURSDAY):
        kept = tell(alice, dossier)
        hold(sonia, until_on=date(2026, 12, 1), reason="Le texte change.", message=kept)
        outbox.deliver_due()
    deliver(MONDAY)
    before = (len(mailoutbox), states())
    deliver("2026-12-01")

    assert (before, len(mailoutbox), states()) == ((0, ["pending"]), 1, ["sent"])


@pytest.mark.parametrize("number", [1, 3])
def test_br96_a_crash_repeats_only_under_the_same_identity(
    tell, alice, dossier, mailoutbox, number
):
    """Formed, sent, not marked; then something more happens, and a line falls."""
    with at(THURSDAY):
        for _ in range(number):
            tell(alice, dossier)
        outbox.deliver_due(limit=1)  # formed
        with transaction.atomic():
            outbox.deliver_due()
            transaction.set_rollback(True)
        tell(alice, dossier)
        outbox.deliver_due()

    first, second = mailoutbox
    assert identity(first) == identity(second)
    assert first.body == second.body
    assert states() == ["sent"] * number + ["pending"]


def test_br96_a_group_and_its_carrier_never_share_an_identity(tell, alice, dossier, mailoutbox):
    """A part that waited (held, then released) leaves under its own: a receiver would drop a repetition."""
    with at(THURSDAY):
        carrier = tell(alice, dossier)
        tell(alice, dossier)
        outbox.deliver_due(limit=1)
        Message.objects.filter(pk=carrier.pk).update(state="held")
        outbox.deliver_due()
        Message.objects.filter(pk=carrier.pk).update(state="pending")
        outbox.deliver_due()

    assert len({identity(mail) for mail in mailoutbox}) == len(mailoutbox) == 2


def test_a_line_that_breaks_does_not_stop_the_others_of_its_mail(
    tell, alice, dossier, other_dossier, mailoutbox
):
    with at(THURSDAY):
        tell(alice, dossier, "daily")
        tell(alice, other_dossier, "weekly", still=lambda _thing: 1 / 0)
        Message.objects.filter(notice="essai.weekly").update(notice="essai.other", is_grouped=True)
    replace(outbox.NOTICES["essai.weekly"], key="essai.other", grouping="now")

    assert deliver(FRIDAY, "08:00") == 1
    assert states() == ["sent", "pending"]
    assert Message.objects.last().error == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize("number", [1, 4])
def test_each_mail_of_many_costs_the_same_number_of_queries(tell, organism, dossier, number):
    """Performance: a turn's queries follow the mails that leave, never what waits beside."""
    costs = []
    for size in (1, 2, 12):
        people = [make_member(organism, "contact") for _ in range(size)]
        with at(THURSDAY):
            for person in people:
                for _ in range(number):
                    tell(person, dossier)
            with CaptureQueriesContext(connection) as queries:
                assert outbox.deliver_due() == size
        costs.append(len(queries))
    assert costs[2] - costs[1] == 10 * (costs[1] - costs[0])
    assert costs[1] - costs[0] <= 22 + 6 * number
