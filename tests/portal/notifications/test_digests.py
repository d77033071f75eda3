"""Digest mails: the morning’s, the week’s, each line re-checked (BR-96)."""

import pytest

from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message

pytestmark = pytest.mark.django_db


THURSDAY, FRIDAY, MONDAY = "2026-11-26", "2026-11-27", "2026-11-30"


def at(day, hour="10:00"):
    return clock.at(clock.parse(f"{day} {hour}"))


def deliver(day, hour="10:00"):
    with at(day, hour):
        return outbox.deliver_due()


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_the_morning_mail_is_one_for_all_dossiers(tell, alice, dossier, other_dossier, mailoutbox):
    with at(THURSDAY):
        for thing in (dossier, other_dossier):
            tell(alice, thing)
            outbox.deliver_due()
            tell(alice, thing)
            outbox.deliver_due()

    assert deliver(FRIDAY, "08:00") == 1
    assert len(mailoutbox) == 3
    with at(FRIDAY, "09:00"):
        tell(alice, dossier)
        assert outbox.deliver_due() == 0  # the morning's mail told that dossier


def test_br96_a_digest_holds_all_its_subjects_newest_first(
    tell, alice, dossier, other_dossier, mailoutbox
):
    with at(THURSDAY, "09:00"):
        tell(alice, dossier, "daily")
    with at(THURSDAY, "15:00"):
        tell(alice, other_dossier, "daily")
    assert deliver(THURSDAY, "16:00") == 0

    assert deliver(FRIDAY, "08:00") == 1

    body = mailoutbox[0].body
    assert body.index(other_dossier.reference) < body.index(dossier.reference)
    assert "26\u00a0novembre 2026, 15\u00a0h" in body


def test_a_weekly_digest_leaves_on_monday_at_eight(tell, alice, dossier, mailoutbox):
    with at(THURSDAY):
        tell(alice, dossier, "weekly")
        outbox.deliver_due()

    assert deliver(FRIDAY, "12:00") == 0
    assert deliver(MONDAY, "07:59") == 0
    assert deliver(MONDAY, "08:00") == 1
    assert len(mailoutbox) == 1


def test_br96_a_digest_whose_lines_all_fell_is_not_sent(tell, alice, dossier, mailoutbox):
    with at(THURSDAY):
        for _ in range(2):
            tell(alice, dossier, "daily", still=lambda thing: thing.version == 1)
    type(dossier).objects.filter(pk=dossier.pk).update(version=2)

    assert deliver(FRIDAY, "08:00") == 0
    assert (mailoutbox, states()) == ([], ["dropped", "dropped"])


def test_br96_each_line_of_a_digest_is_asked_again_for_right_and_condition(
    tell, alice, bob, dossier, other_dossier, mailoutbox
):
    with at(THURSDAY):
        tell(alice, dossier, "daily")
        tell(alice, other_dossier, "weekly", still=lambda thing: thing.version == 1)
        tell(alice, dossier, "other")
        lost = tell(alice, other_dossier, "plain")
    stranger = bob.memberships.first().organism
    type(dossier).objects.filter(pk=other_dossier.pk).update(organism=stranger)

    deliver(FRIDAY, "08:00")
    deliver(MONDAY, "08:00")

    assert Message.objects.get(pk=lost.pk).state == "dropped"
    assert sorted(states()) == ["dropped", "dropped", "sent", "sent"]
    assert all(other_dossier.reference not in mail.body for mail in mailoutbox)


def test_br96_a_digest_of_one_line_left_is_an_ordinary_mail(
    tell, alice, dossier, other_dossier, mailoutbox
):
    with at(THURSDAY):
        for thing in (dossier, other_dossier):
            tell(alice, thing, "daily", still=lambda thing: thing.pk == dossier.pk)

    deliver(FRIDAY, "08:00")

    assert [mail.subject for mail in mailoutbox] == [f"{dossier.reference} : du nouveau"]
