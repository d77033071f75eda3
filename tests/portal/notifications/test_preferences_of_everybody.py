"""Mail preferences: forged choices, a pause that ends, nights off, several roles."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.contrib.auth.models import Group

from community.models import SpaceMember
from community.spaces.members.roles import forget
from portal.core import clock
from portal.inbox import actions
from portal.models import Role
from portal.notifications import catalogue, outbox, unsubscribe
from portal.notifications.models import Mailbox, MailChoice, Message
from tests.community.factories import club, make_thread, make_writer
from tests.portal.notifications.test_preferences import HERE, NOW, chosen, save, typed

pytestmark = pytest.mark.django_db


def test_no_forged_form_puts_off_what_is_mandatory(
    kinds, tell, alice, dossier, signed_in, mailoutbox
):
    page = signed_in(alice)
    keys = [key for key, one in catalogue.lines().items() if one.mandatory]
    forged = typed(page, **dict.fromkeys(keys, "portal"), notice=keys[0], mandatory="")
    assert page.post(HERE, forged).status_code == 302
    assert (len(keys) > 5, set(chosen(alice)) & set(keys)) == (True, set())

    with clock.at(clock.parse(NOW)):
        tell(alice, dossier, "owed")
        assert outbox.deliver_due() == 1


def test_a_choice_written_otherwise_is_not_obeyed_for_what_is_mandatory(
    tell, alice, dossier, mailoutbox
):
    """A row of a former catalogue, or of a hand in the database; and the address that stops."""
    MailChoice.objects.create(person=alice, notice="essai.owed", pace="portal")
    with clock.at(clock.parse(NOW)):
        tell(alice, dossier, "owed")
        message = Message.objects.get()
        unsubscribe.stop(message)
        assert unsubscribe.kinds(message) == []
        assert outbox.deliver_due() == 1
    assert [one.to for one in mailoutbox] == [[alice.email]]


def test_a_pause_passes_no_deadline_nor_what_is_owed_but_holds_the_rest(
    tell, alice, dossier, other_dossier, choose
):
    choose(alice, paused_until=date(2026, 12, 24))
    with clock.at(clock.parse(NOW)):
        for kind in ("plain", "deadline", "owed"):
            tell(alice, dossier, kind)
        outbox.deliver_due()
    states = dict(Message.objects.values_list("notice", "state"))
    assert states == {"essai.plain": "pending", "essai.deadline": "sent", "essai.owed": "sent"}
    with clock.at(clock.parse("2026-12-24 08:00")):
        assert outbox.deliver_due() == 1


def test_a_pause_that_is_over_is_neither_told_nor_typed_again(alice, signed_in, choose):
    choose(alice, paused_until=date(2026, 11, 20))
    page = signed_in(alice)
    with clock.at(clock.parse(NOW)):
        shown = page.get(HERE)
        assert "en pause jusqu" in shown.text.lower()  # the label of the field
        assert "Vos courriels sont en pause" not in shown.text
        assert shown.context["form"]["paused_until"].value() is None
        assert save(page).status_code == 302
    assert Mailbox.objects.get(person=alice).paused_until is None


def test_a_pause_of_today_is_told_until_its_day(alice, signed_in, choose):
    choose(alice, paused_until=date(2026, 11, 27))
    told = []
    for now in (NOW, "2026-11-27 07:30"):
        with clock.at(clock.parse(now)):
            told.append("Vos courriels sont en pause" in signed_in(alice).get(HERE).text)
    assert told == [True, False]


@pytest.mark.parametrize(
    ("typed_hours", "kept"),
    [
        ({"quiet_from": "", "quiet_to": ""}, (time(20), time(7))),
        ({"quiet_from": "09:00", "quiet_to": "09:00"}, (time(20), time(7))),
        ({"quiet_from": "", "quiet_to": "06:00"}, (time(20), time(7))),
        ({"quiet_from": "22:00", "quiet_to": "06:00"}, (time(22), time(6))),
    ],
)
def test_without_quiet_nights_their_hours_stop_nobody(alice, signed_in, typed_hours, kept):
    page = signed_in(alice)
    assert save(page, is_quiet_at_night=None, **typed_hours).status_code == 302
    box = Mailbox.objects.get(person=alice)
    assert (box.is_quiet_at_night, (box.quiet_from, box.quiet_to)) == (False, kept)


def test_quiet_nights_ask_for_their_hours(alice, signed_in):
    refused = save(signed_in(alice), is_quiet_at_night="on", quiet_from="", quiet_to="")
    errors = refused.context["form"].errors
    assert refused.status_code == 422
    assert set(errors) == {"quiet_from", "quiet_to"}
    assert "Écrivez une heure, comme 20:00." in refused.text
    same = save(signed_in(alice), is_quiet_at_night="on", quiet_from="20:00", quiet_to="20:00")
    assert same.status_code == 422
    assert "Choisissez une heure différente de celle du début." in same.text
    assert Mailbox.objects.count() == 0


def test_without_script_the_effect_is_on_the_page_that_follows(
    tell, alice, dossier, other_dossier, signed_in
):
    page = signed_in(alice)
    with clock.at(clock.parse(NOW)):
        for thing in (dossier, other_dossier):
            tell(alice, thing)
        saved = page.post(HERE, typed(page, **{"essai.plain": "portal"}), follow=True)
    effect = saved.context["effect"]
    assert ("Vos choix sont enregistrés" in saved.text, effect.waiting, effect.mails) == (
        True,
        2,
        0,
    )


def test_a_wrong_preview_says_so_and_counts_nothing(alice, signed_in):
    page = signed_in(alice)
    shown = page.post(HERE, typed(page, paused_until="demain"), headers={"HX-Request": "true"})
    assert (shown.status_code, "Corrigez d’abord" in shown.text) == (200, True)
    assert Mailbox.objects.count() == 0


def assert_listed_once(page, *keys):
    parts = page.get(HERE).context["form"].parts
    free = [one for part in parts for moment in (*part.first, *part.folded) for one in moment.lines]
    told = [one.key for one in (*free, *(owed.line for part in parts for owed in part.owed))]
    assert (len(told), set(keys) <= set(told)) == (len(set(told)), True)


@pytest.mark.dated
def test_somebody_of_several_roles_is_told_an_event_once_and_chooses_once(
    signed_in, sonia, mailoutbox
):
    """A référent who acts for an organism and animates the club: one line, one mail, one choice."""
    mona = make_writer("Mona", "Triple")
    SpaceMember.objects.create(space=club(), person=mona, function="animator")
    mona.groups.add(Group.objects.get_or_create(name=Role.REFERENT)[0])
    forget(mona)
    assert_listed_once(signed_in(mona), "thread.asked", "thread.mentioned")

    zoe = make_writer()
    with clock.at(clock.parse(NOW)):
        make_thread(zoe, source="Bonjour @Mona Triple")
        rows = Message.objects.filter(person=mona).values_list("notice", flat=True)
        assert sorted(rows) == ["thread.asked", "thread.mentioned"]
        outbox.deliver_due()
    assert [one.to for one in mailoutbox if one.to == [mona.email]] == [[mona.email]]

    actions.save(mona, {}, {"thread.asked": "portal"})
    with clock.at(clock.parse("2026-12-01 10:00")):
        make_thread(zoe, "Une autre question")
        outbox.deliver_due()
    assert Message.objects.filter(person=mona, notice="thread.asked").last().state == "kept"


def test_a_notice_that_names_somebody_twice_is_one_message(kinds, alice, dossier):
    twice = replace(kinds["plain"], to=lambda _t: [alice, alice])
    outbox.write_once(twice, dossier, key="1", topic="essai")
    assert Message.objects.filter(person=alice).count() == 1
