"""Mail preferences: hours, a pause, a pace for each kind; applied at once."""

from datetime import date, time

import pytest

from portal.core import clock
from portal.inbox.forms import HOURS
from portal.notifications import outbox, unsubscribe
from portal.notifications.models import Mailbox, MailChoice, Message

pytestmark = pytest.mark.django_db
HERE = "/espace/messages/preferences/"
NOW = "2026-11-26 10:00"


def typed(page, **changes):
    """What the page shows, posted again with `changes`."""
    form = page.get(HERE).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in shown.items() if value not in (False, None)}
    data |= {"quiet_from": "20:00", "quiet_to": "07:00"} | changes
    return {name: value for name, value in data.items() if value is not None}


def save(page, **changes):
    return page.post(HERE, typed(page, **changes))


def chosen(person):
    return dict(MailChoice.objects.filter(person=person).values_list("notice", "pace"))


def test_a_kind_of_each_pace_is_kept(kinds, alice, signed_in):
    page = signed_in(alice)
    paces = {"essai.plain": "day", "essai.other": "week", "essai.deadline": "portal"}

    assert save(page, **paces).status_code == 302
    assert chosen(alice) == paces

    save(page, **{"essai.plain": "now"})
    assert chosen(alice) == {"essai.other": "week", "essai.deadline": "portal"}


def test_what_is_mandatory_is_shown_with_its_reason_and_not_chosen(kinds, alice, signed_in):
    page = signed_in(alice)
    response = page.get(HERE)

    assert "essai.owed" not in response.context["form"].fields
    assert "la convention le veut" in response.content.decode()
    save(page, **{"essai.owed": "portal"})
    assert chosen(alice) == {}


def test_hours_and_a_pause_are_kept(alice, signed_in):
    with clock.at(clock.parse(NOW)):
        save(
            signed_in(alice),
            is_quiet_at_night="on",
            is_quiet_at_weekends="on",
            quiet_from="21:30",
            paused_until="2026-12-24",
        )
    box = Mailbox.objects.get(person=alice)

    kept = [getattr(box, name) for name in HOURS]
    assert kept == [True, time(21, 30), time(7), True, date(2026, 12, 24)]
    assert box.hours.night == (time(21, 30), time(7))


def test_who_has_not_chosen_has_the_hours_of_the_house(alice, settings, signed_in):
    settings.QUIET_HOURS = (time(20), time(7))
    form = signed_in(alice).get(HERE).context["form"]

    assert [form[name].value() for name in HOURS] == [True, time(20), time(7), True, None]
    assert Mailbox(person=alice).hours.night == (time(20), time(7))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"paused_until": "2026-11-26"}, "Choisissez un jour à venir, ou laissez vide."),
        ({"paused_until": "2031-01-01"}, "Choisissez un jour dans l’année qui vient."),
        ({"paused_until": "demain"}, "Écrivez une date, comme 31/12/2026."),
        ({"quiet_from": "25:00"}, "Écrivez une heure, comme 20:00."),
        ({"essai.plain": "hourly"}, "hourly"),
    ],
)
def test_what_is_typed_badly_is_said_and_kept(kinds, alice, signed_in, change, said):
    with clock.at(clock.parse(NOW)):
        response = save(signed_in(alice), **change)

    [(name, value)] = change.items()
    assert response.status_code == 422
    assert said in " ".join(response.context["form"].errors[name])
    assert response.context["form"][name].value() == value
    assert Mailbox.objects.filter(person=alice).count() == 0


@pytest.mark.parametrize(
    ("change", "mails"),
    [
        ({}, 2),  # two dossiers, three messages
        ({"essai.plain": "day"}, 1),
        ({"essai.plain": "portal"}, 0),
        ({"paused_until": "2026-12-24"}, 0),
        ({"paused_until": "2026-11-28"}, 2),
    ],
)
def test_the_effect_is_shown_before_it_is_saved(
    tell, alice, dossier, other_dossier, signed_in, change, mails
):
    page = signed_in(alice)
    with clock.at(clock.parse(NOW)):
        for thing in (dossier, other_dossier, dossier):
            tell(alice, thing)
        response = page.post(HERE, typed(page, **change), headers={"HX-Request": "true"})

    effect = response.context["effect"]
    assert (effect.waiting, effect.mails) == (3, mails)
    assert Mailbox.objects.count() == 0
    assert chosen(alice) == {}


def test_the_effect_tells_the_truth(tell, alice, dossier, other_dossier, signed_in, mailoutbox):
    """What the page announced is what leaves, second of the day included."""
    page = signed_in(alice)
    with clock.at(clock.parse(NOW)):
        tell(alice, dossier)
        outbox.deliver_due()
        for thing, kind in ((dossier, "plain"), (other_dossier, "daily"), (dossier, "deadline")):
            tell(alice, thing, kind)
        told = page.get(HERE).context["effect"]
        outbox.deliver_due()
    for day in ("2026-11-27", "2026-11-30", "2026-12-02"):
        with clock.at(clock.parse(f"{day} 09:00")):
            outbox.deliver_due()

    assert told.mails == len(mailoutbox) - 1 == 2


def test_a_choice_is_applied_to_what_waits_and_taken_back(
    tell, alice, dossier, signed_in, mailoutbox
):
    page = signed_in(alice)
    with clock.at(clock.parse(NOW)):
        tell(alice, dossier)
        save(page, **{"essai.plain": "day"})
        assert outbox.deliver_due() == 0
        save(page, **{"essai.plain": "now"})
        assert outbox.deliver_due() == 1


def test_a_pause_is_ended_in_one_press(tell, alice, dossier, signed_in, choose, mailoutbox):
    choose(alice, paused_until=date(2026, 12, 24))
    page = signed_in(alice)
    with clock.at(clock.parse(NOW)):
        tell(alice, dossier)
        assert outbox.deliver_due() == 0
        assert "Vos courriels sont en pause" in page.get(HERE).content.decode()
        page.post("/espace/messages/reprendre/")
        assert outbox.deliver_due() == 1
    assert "Vos courriels sont en pause" not in page.get(HERE).content.decode()


def test_every_mail_says_why_and_where_to_choose(tell, alice, dossier, mailoutbox, settings):
    for kind in ("plain", "owed"):
        tell(alice, dossier, kind)
    outbox.deliver_due()

    plain, owed = sorted(mailoutbox, key=lambda mail: "toujours" in mail.body)
    for mail in (plain, owed):
        assert mail.body.count("Vous recevez ce message parce que vous suivez ce dossier.") == 1
        assert f"Choisir mes messages\u00a0: {settings.PORTAL_ADDRESS}{HERE}" in mail.body
    assert "Ce message vous est toujours envoyé\u00a0: la convention le veut." in owed.body
    assert "List-Unsubscribe" not in owed.extra_headers
    assert plain.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_text_that_forgets_its_reason_gets_it(tell, alice, dossier, mail_text, mailoutbox):
    mail_text.write_text("Du nouveau\nBonjour.\n", encoding="utf-8")
    tell(alice, dossier)
    outbox.deliver_due()

    assert "Vous recevez ce message parce que vous suivez ce dossier." in mailoutbox[0].body


def stop_address(mail, settings):
    return mail.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.PORTAL_ADDRESS)


def test_one_press_keeps_that_kind_in_the_portal(
    tell, alice, dossier, client, mailoutbox, settings
):
    """RFC 8058: a POST alone does it, without session nor page; a GET asks."""
    tell(alice, dossier)
    outbox.deliver_due()
    address = stop_address(mailoutbox[0], settings)

    asked = client.get(address)
    assert (asked.status_code, chosen(alice)) == (200, {})
    body = asked.content.decode()
    assert "Du nouveau" in body
    assert alice.last_name not in body
    assert alice.email not in body

    for _ in range(2):
        assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert chosen(alice) == {"essai.plain": "portal"}


def test_one_press_on_a_grouped_mail_stops_its_kinds(
    tell, alice, dossier, client, mailoutbox, settings
):
    for kind in ("plain", "other"):
        tell(alice, dossier, kind)
    outbox.deliver_due()

    client.post(stop_address(mailoutbox[0], settings))

    assert chosen(alice) == {"essai.plain": "portal", "essai.other": "portal"}


def test_the_address_of_a_stop_reveals_nothing_and_cannot_be_made(
    tell, alice, dossier, client, settings
):
    message = tell(alice, dossier)
    token = unsubscribe.address(message).split("/")[-2]

    assert unsubscribe.named(token) == message
    assert token != unsubscribe.address(Message(pk=message.pk)).split("/")[-2]
    wrong = [token[:-4] + "AAAA", "rien", f"{message.pk}", "é"]
    assert [client.get(f"/messages/arret/{one}/").status_code for one in wrong] == [404] * 4
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "x" * 60
    assert unsubscribe.named(token) == message


def test_mails_to_addresses_have_neither_footer_nor_stop(alice, dossier, kinds, mailoutbox):
    outbox.write_to_address(kinds["plain"], dossier, "lea@exemple.fr", key="a", topic="essai")
    outbox.deliver_due()

    assert "Choisir mes messages" not in mailoutbox[0].body
    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers
