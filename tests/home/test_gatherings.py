"""The life of an event: two clicks of a member, who came, materials, the one question, what the clock tells."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from home.gatherings import attendance, materials, telling
from home.models import EventMaterial, EventOpinion, Registration
from home.registrations import booking, desk
from labelling.dossiers.sample_pdf import document
from portal import clock, diary, journal, outbox
from portal.files import accept
from portal.models import Erasure, StoredFile
from portal.retention import running
from portal.retention.keeping import KEEPINGS
from portal.workflow import Refused
from tests.factories import make_user
from tests.home.making import cost, make_event
from tests.labelling.accreditation.making import make_accreditation, make_auditor

WHO = {"name": "Ada Martin", "organisation": "Valmeyre", "needs": ""}
HERE, MINE = "/agenda/journee/inscription/", "/espace/mes-inscriptions/"
SHEET, PAPERS, SAID = (
    f"/espace/agenda/journee/{name}/" for name in ("presences", "documents", "avis")
)


@pytest.fixture
def event(made_site):
    return make_event("Journée", slug="journee", takes_registrations=True, capacity=1)


def on_the_day(event, days=0):
    return clock.at(event.starts_at + timedelta(days=days))


def mails(days=0):
    """What leaves that many days later: one mail a person and event, and day."""
    mail.outbox.clear()
    with clock.at(clock.now() + timedelta(days=days)):
        outbox.deliver_due()
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def status(browser, path):
    """The answer's, its file closed."""
    answer = browser.get(path)
    for close in answer._resource_closers:
        close()
    return answer.status_code


def test_a_member_registers_in_two_clicks_with_what_the_portal_knows(event, signed_in, alice):
    browser = signed_in(alice)
    shown = browser.get(HERE).content.decode()
    done = browser.post(HERE, {"needs": ""})
    row = Registration.objects.get()

    assert 'name="email"' not in shown
    assert "Alice Arnaud" in shown
    assert done["Location"] == MINE
    assert (row.person, row.name, row.email) == (alice, "Alice Arnaud", alice.email)
    assert row.organisation == "Valmeyre Habitat"
    assert mails() == [(alice.email, "Inscription confirmée : Journée")]
    assert "Journée" in browser.get(MINE).content.decode()
    found = diary.moments(alice, clock.today(), clock.today() + timedelta(days=30))
    assert [(one.kind, one.why) for one in found] == [
        ("inscription", "parce que vous y avez une place")
    ]


def test_a_second_click_and_a_former_sending_of_the_same_address_are_one_row(
    event, signed_in, alice
):
    booking.register(event, **WHO, email=alice.email.upper())
    codes = [signed_in(alice).post(HERE, {"needs": ""}).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert [row.person for row in Registration.objects.all()] == [alice]


def test_a_member_waits_then_has_the_seat_of_who_leaves(event, signed_in, alice):
    first = booking.register(event, **WHO, email="ada@exemple.fr")
    signed_in(alice).post(HERE, {"needs": ""})
    before = Registration.objects.get(person=alice).standing[0]
    mails()
    booking.cancel(first)
    after = Registration.objects.get(person=alice).standing[0]

    assert (before, after) == ("En attente", "Confirmée")
    assert (alice.email, "Une place s’est libérée : Journée") in mails(1)


def test_a_member_gives_a_seat_back_and_another_s_seat_is_missing(event, signed_in, alice, bob):
    booking.register(event, **desk.account_of(alice), needs="")
    refused = signed_in(bob).post(f"{MINE}journee/annuler/").status_code
    done = signed_in(alice).post(f"{MINE}journee/annuler/").status_code

    assert (refused, done) == (404, 302)
    assert Registration.objects.get().standing[0] == "Annulée"
    assert signed_in(alice).post(f"{MINE}journee/annuler/").status_code == 404


def test_a_closed_event_says_so_to_a_member_and_keeps_what_was_typed(event, signed_in, alice):
    type(event).objects.update(closes_on="2026-11-20")
    answer = signed_in(alice).post(HERE, {"needs": "Un accès en fauteuil"})

    assert answer.status_code == 409
    assert "sont closes" in answer.content.decode()
    assert Registration.objects.count() == 0


def test_who_came_is_ticked_from_the_day_on(event, signed_in, dircom, alice):
    one = booking.register(event, **desk.account_of(alice), needs="")
    browser = signed_in(dircom)
    early = browser.post(SHEET, {"present": one.pk})
    with on_the_day(event):
        done = browser.post(SHEET, {"present": [one.pk, "x", 10**30]})
        again = browser.post(SHEET, {"present": one.pk})
    one.refresh_from_db()

    assert (early.status_code, done.status_code, again.status_code) == (409, 302, 302)
    assert "à partir du jour" in early.content.decode()
    assert one.standing[0] == "Présente"
    assert [entry.act for entry in journal.of(event)] == ["attendance", "register"]
    assert "Alice" not in journal.of(event).first().sentence


def test_a_tick_taken_back_is_taken_back_until_the_question_left(event, dircom):
    one = booking.register(event, **WHO, email="ada@exemple.fr")
    with on_the_day(event):
        attendance.note(event, [one.pk], by=dircom)
        attendance.note(event, [], by=dircom)
        back = Registration.objects.get().attended_at
        attendance.note(event, [one.pk], by=dircom)
    with on_the_day(event, 1):
        telling.ask_for_opinions()
        attendance.note(event, [], by=dircom)

    assert back is None
    assert Registration.objects.get().attended_at is not None


def test_who_came_does_not_cancel_any_more(event, dircom):
    one = booking.register(event, **WHO, email="ada@exemple.fr")
    with on_the_day(event):
        attendance.note(event, [one.pk], by=dircom)
        answer = Client().post(one.get_absolute_url())

    assert answer.status_code == 302
    assert Registration.objects.get().cancelled_at is None


def test_a_walk_in_is_added_with_their_account_and_once(event, signed_in, dircom, alice):
    browser, who = (
        signed_in(dircom),
        {"name": "Alice", "email": alice.email.upper(), "organisation": ""},
    )
    with on_the_day(event):
        codes = [browser.post(f"{SHEET}ajouter/", who).status_code for _ in range(2)]
        wrong = browser.post(f"{SHEET}ajouter/", {"name": "Bea", "email": "bea@"})
        page = browser.get(SHEET).content.decode()
    row = Registration.objects.get()

    assert codes == [302, 302]
    assert (row.person, row.is_walk_in, row.attended_at is not None) == (alice, True, True)
    assert wrong.status_code == 422
    assert "Bea" in wrong.content.decode()
    assert "dont 1 sans inscription" in page


def test_the_days_of_an_auditor_are_counted_once_a_day_and_kept_three_years(made_site, dircom):
    """BR-93: the attendance alone, its needs leaving with the others' registrations."""
    auditor = make_auditor("Ali", "Haddad")
    make_accreditation(auditor, state="active")
    facts = {"kind": "journee-des-auditeurs", "audience": "auditeurs", "takes_registrations": True}
    first, second, other = (make_event(f"J{n}", **facts) for n in range(3))
    club = make_event("Club", takes_registrations=True)
    for day in (first, second, other, club):
        one = booking.register(day, **desk.account_of(auditor.user), needs="Une boucle")
        if day is not other:
            with on_the_day(day):
                attendance.note(day, [one.pk], by=dircom)
    counted, kept, needs = [attendance.days_of(auditor.user, since=clock.today())], [], []
    for days in (100, 1000, 1200):
        with clock.at(first.ends_at + timedelta(days=days)):
            running.run(KEEPINGS["registration"])
            running.run(KEEPINGS["attendance"])
        counted.append(attendance.days_of(auditor.user, since=clock.today()))
        kept.append(Registration.objects.count())
        needs.append(Registration.objects.exclude(needs="").count())

    assert counted == [2, 2, 2, 0]
    assert (kept, needs) == ([2, 2, 0], [0, 0, 0])
    assert {proof.code for proof in Erasure.objects.all()} == {"registration", "attendance"}


def test_materials_are_for_who_has_a_seat_or_for_the_audience(
    event, signed_in, dircom, alice, bob, chloe
):
    booking.register(event, **desk.account_of(alice), needs="")
    booking.register(event, **desk.account_of(chloe), needs="")  # she waits
    mails()
    answer = signed_in(dircom).post(
        PAPERS, {"title": "Diaporama", "readers": "registered", "upload": document("jour", "Texte")}
    )
    told = mails(1)
    address = EventMaterial.objects.get().file.get_absolute_url()
    reserved = [status(signed_in(who), address) for who in (alice, chloe, bob, dircom)]
    EventMaterial.objects.update(readers="audience")
    opened = [status(signed_in(who), address) for who in (alice, bob)]

    assert answer["Location"] == PAPERS
    assert told == [(alice.email, "Des documents sont prêts : Journée")]
    assert reserved == [200, 404, 404, 200]
    assert opened == [200, 200]
    assert "Diaporama" in signed_in(alice).get(event.address).content.decode()
    assert "Diaporama" in signed_in(alice).get(MINE).content.decode()
    assert "Diaporama" not in signed_in(bob).get(MINE).content.decode()


@pytest.mark.parametrize("audience", ["club", "auditeurs"])
def test_materials_of_a_reserved_event_are_its_audience_s(audience, event, signed_in, dircom, bob):
    auditor = make_auditor("Ali", "Haddad")
    make_accreditation(auditor, state="active")
    type(event).objects.update(audience=audience)
    materials.add(
        event, by=dircom, title="T", readers="audience", upload=accept(document("a", "b"))
    )
    address = EventMaterial.objects.get().file.get_absolute_url()
    codes = {who.first_name: status(signed_in(who), address) for who in (auditor.user, bob)}

    assert codes == {"Ali": 200 if audience == "auditeurs" else 404, "Bob": 404}
    assert Client().get(address).status_code == 302


def test_a_second_material_tells_nobody_again_and_one_dropped_is_gone(
    event, signed_in, dircom, alice
):
    booking.register(event, **desk.account_of(alice), needs="")
    for n in range(2):
        materials.add(
            event,
            by=dircom,
            title=f"T{n}",
            readers="registered",
            upload=accept(document(f"a{n}", "b")),
        )
    told = [subject for _, subject in mails() if "documents" in subject]
    browser = signed_in(dircom)
    codes = [browser.post(f"{PAPERS}1/retirer/").status_code for _ in range(2)]

    assert len(told) == 1
    assert codes == [302, 404]
    assert [one.title for one in EventMaterial.objects.all()] == ["T1"]
    assert StoredFile.objects.filter(kind="material").count() == 1


def test_a_material_without_title_or_file_is_said_and_kept(event, signed_in, dircom):
    answer = signed_in(dircom).post(PAPERS, {"title": "Le compte rendu", "readers": "autre"})

    assert answer.status_code == 422
    assert "Choisissez un fichier" in answer.content.decode()
    assert "Le compte rendu" in answer.content.decode()


def test_the_day_before_each_seat_is_reminded_once_and_nobody_else(event, alice):
    event.capacity = None
    type(event).objects.update(capacity=None)
    booking.register(event, **desk.account_of(alice), needs="")
    gone = booking.register(event, **WHO, email="ada@exemple.fr")
    booking.register(event, **WHO, email="bea@exemple.fr")
    booking.cancel(gone)
    mails()
    told = []
    for days in (-2, -1, -1, 0):
        with on_the_day(event, days):
            telling.remind_of_events()
            told.append(sorted(mails()))

    reminded = [(alice.email, "Demain : Journée"), ("bea@exemple.fr", "Demain : Journée")]
    assert told == [[], sorted(reminded), [], []]


def test_what_the_night_writes_leaves_in_the_morning(event, alice):
    booking.register(event, **desk.account_of(alice), needs="")
    mails()
    day = event.starts_at.astimezone(clock.PARIS).date() - timedelta(days=1)
    with clock.at(clock.parse(f"{day} 00:20")):
        telling.remind_of_events()
        night = mails()
    with clock.at(clock.parse(f"{day} 08:00")):
        morning = mails()

    assert (night, morning) == ([], [(alice.email, "Demain : Journée")])


def test_a_reminder_that_waits_says_nothing_once_its_seat_or_its_event_is_gone(event, alice, bob):
    """BR-96."""
    type(event).objects.update(capacity=None)
    one = booking.register(event, **desk.account_of(alice), needs="")
    booking.register(event, **desk.account_of(bob), needs="")
    mails()
    with on_the_day(event, -1):
        telling.remind_of_events()
        booking.cancel(one)
        event.unpublish()
        assert mails() == []


def test_the_question_is_asked_the_day_after_to_those_who_came_and_once(event, dircom, alice):
    type(event).objects.update(capacity=None)
    came = booking.register(event, **desk.account_of(alice), needs="")
    stranger = booking.register(event, **WHO, email="ada@exemple.fr")
    booking.register(event, **WHO, email="absente@exemple.fr")
    mails()
    with on_the_day(event):
        attendance.note(event, [came.pk, stranger.pk], by=dircom)
        telling.ask_for_opinions()
        same_day = mails()
    told = []
    for days in (1, 2):
        with on_the_day(event, days):
            telling.ask_for_opinions()
            told.append(sorted(mails()))

    subject = "Votre avis sur « Journée »"
    assert same_day == []
    assert told == [sorted([(alice.email, subject), ("ada@exemple.fr", subject)]), []]


def answer_of(event, n, dircom, rating=4, comment=""):
    one = booking.register(event, **WHO, email=f"n{n}@exemple.fr")
    attendance.note(event, [one.pk, *came_before(event)], by=dircom)
    one.refresh_from_db()
    return Client().post(one.opinion_url, {"rating": rating, "comment": comment})


def came_before(event):
    return list(event.registrations.filter(attended_at__isnull=False).values_list("pk", flat=True))


def test_under_five_answers_no_comment_is_shown(event, signed_in, dircom):
    type(event).objects.update(capacity=None, closes_on="2027-01-01", ends_at=event.ends_at)
    browser, shown = signed_in(dircom), []
    for n in range(5):
        booked = booking.register(event, **WHO, email=f"n{n}@exemple.fr")
        with on_the_day(event):
            attendance.note(event, [booked.pk, *came_before(event)], by=dircom)
        booked.refresh_from_db()
        Client().post(booked.opinion_url, {"rating": 5 - n % 2, "comment": f"Trop court {n}"})
        shown.append("Trop court" in browser.get(SAID).content.decode())
    text = browser.get(SAID).content.decode()

    assert shown == [False] * 4 + [True]
    assert "5\u00a0réponses" in text
    assert "4,6 sur 5" in text


def test_an_opinion_is_given_once_and_names_nobody(event, dircom):
    one = booking.register(event, **WHO, email="ada@exemple.fr")
    with on_the_day(event):
        attendance.note(event, [one.pk], by=dircom)
    one.refresh_from_db()
    wrong = Client().post(one.opinion_url, {"rating": 9, "comment": "Une chose"})
    codes = [Client().post(one.opinion_url, {"rating": n}).status_code for n in (2, 5)]
    fields = {field.name for field in EventOpinion._meta.get_fields()}

    assert wrong.status_code == 422
    assert "Choisissez une note de 1 à 5" in wrong.content.decode()
    assert "Une chose" in wrong.content.decode()
    assert codes == [302, 302]
    assert [row.rating for row in EventOpinion.objects.all()] == [2]
    assert fields == {"id", "event", "rating", "comment"}
    assert "Merci" in Client().get(one.opinion_url).content.decode()


def test_a_question_is_only_for_who_came_with_an_address_made_here(event):
    one = booking.register(event, **WHO, email="ada@exemple.fr")
    token = one.opinion_url.split("/")[2]

    assert Client().get(one.opinion_url).status_code == 404
    assert Client().get(f"/inscription/{token}x/avis/").status_code == 404
    assert Client().get(one.get_absolute_url().replace("annuler", "avis")).status_code == 404


def test_attendance_of_who_came_again_is_refused_before_the_day(event, dircom):
    with pytest.raises(Refused):
        attendance.walk_in(event, by=dircom, name="Ada", email="ada@exemple.fr")


def test_lists_cost_the_same_with_one_and_forty(event, signed_in, dircom, alice):
    type(event).objects.update(capacity=None)
    booking.register(event, **desk.account_of(alice), needs="")
    materials.add(
        event, by=dircom, title="T", readers="registered", upload=accept(document("a", "b"))
    )
    paths = {dircom: (SHEET, PAPERS, SAID), alice: (MINE,)}

    def costs():
        return {path: cost(signed_in(who), path) for who, all_ in paths.items() for path in all_}

    costs()
    first = costs()
    for n in range(40):
        booking.register(event, **WHO, email=f"n{n}@exemple.fr")
        booking.register(
            make_event(f"Autre {n}", takes_registrations=True), **desk.account_of(alice), needs=""
        )
        EventOpinion.objects.create(event=event, rating=3, comment=f"C{n}")
    for n in range(9):
        materials.add(
            event,
            by=dircom,
            title=f"T{n}",
            readers="registered",
            upload=accept(document(f"a{n}", "b")),
        )

    assert costs() == first


def test_pages_of_the_organiser_are_missing_to_others(event, signed_in, alice):
    browser = signed_in(alice)

    assert [browser.get(path).status_code for path in (SHEET, PAPERS, SAID)] == [404] * 3
    assert browser.post(f"{PAPERS}1/retirer/").status_code == 404
    assert make_user("Ana", "Autre").registrations.count() == 0
