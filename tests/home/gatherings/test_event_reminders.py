"""Daily reminders of events: the day before, the request for an opinion, the answers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from home.gatherings import actions as attendance
from home.gatherings import jobs, listing
from home.models import EventOpinion
from home.registrations import actions as booking
from portal.core import clock
from portal.core.working_days import is_working_day
from portal.notifications import outbox
from tests.home.factories import make_event

WHO = {"name": "Ada Martin", "organisation": "Valmeyre", "needs": ""}


SHEET, PAPERS, SAID = (
    f"/espace/agenda/journee/{name}/" for name in ("presences", "documents", "avis")
)


@pytest.fixture
def event(made_site):
    """On a day worked, after two others."""
    day = clock.now() + timedelta(days=10)
    while not all(is_working_day((day - timedelta(n)).date()) for n in range(3)):
        day += timedelta(days=1)
    return make_event(
        "Journée", slug="journee", starts_at=day, takes_registrations=True, capacity=1
    )


def on_the_day(event, days=0):
    return clock.at(event.starts_at + timedelta(days=days))


def mails(days=0):
    """What leaves that many days later: one mail a person and event, and day."""
    mail.outbox.clear()
    with clock.at(clock.now() + timedelta(days=days)):
        outbox.deliver_due()
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def test_the_day_before_each_seat_is_reminded_once_and_nobody_else(event, alice):
    event.capacity = None
    type(event).objects.update(capacity=None)
    booking.register(event, **listing.account_of(alice), needs="")
    gone = booking.register(event, **WHO, email="ada@exemple.fr")
    booking.register(event, **WHO, email="bea@exemple.fr")
    booking.cancel(gone)
    mails()
    told = []
    for days in (-2, -1, -1, 0):
        with on_the_day(event, days):
            jobs.remind_of_events()
            told.append(sorted(mails()))

    reminded = [(alice.email, "Journée : demain"), ("bea@exemple.fr", "Journée : demain")]
    assert told == [[], sorted(reminded), [], []]


def test_what_the_night_writes_leaves_in_the_morning(event, alice):
    booking.register(event, **listing.account_of(alice), needs="")
    mails()
    day = event.starts_at.astimezone(clock.PARIS).date() - timedelta(days=1)
    with clock.at(clock.parse(f"{day} 00:20")):
        jobs.remind_of_events()
        night = mails()
    with clock.at(clock.parse(f"{day} 08:00")):
        morning = mails()

    assert (night, morning) == ([], [(alice.email, "Journée : demain")])


def test_a_seat_of_a_monday_is_reminded_on_the_friday_and_told_which_day(event, alice):
    """Easter Monday before it, nothing leaves from Saturday to Monday."""
    starts, ends = clock.parse("2027-03-30 10:00"), clock.parse("2027-03-30 12:00")
    type(event).objects.update(starts_at=starts, ends_at=ends)
    booking.register(event, **listing.account_of(alice), needs="")
    mails()
    told = []
    for day in ("2027-03-25", "2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29"):
        with clock.at(clock.parse(f"{day} 09:00")):
            jobs.remind_of_events()
            told.append([subject for _to, subject in mails()])

    assert told == [[], ["Journée : dans 4 jours"], [], [], []]


def test_a_reminder_that_waits_says_nothing_once_its_seat_or_its_event_is_gone(event, alice, bob):
    """BR-96."""
    type(event).objects.update(capacity=None)
    one = booking.register(event, **listing.account_of(alice), needs="")
    booking.register(event, **listing.account_of(bob), needs="")
    mails()
    with on_the_day(event, -1):
        jobs.remind_of_events()
        booking.cancel(one)
        event.unpublish()
        assert mails() == []


def test_the_question_is_asked_the_day_after_to_those_who_came_and_once(event, dircom, alice):
    type(event).objects.update(capacity=None)
    came = booking.register(event, **listing.account_of(alice), needs="")
    stranger = booking.register(event, **WHO, email="ada@exemple.fr")
    booking.register(event, **WHO, email="absente@exemple.fr")
    mails()
    with on_the_day(event):
        attendance.note(event, [came.pk, stranger.pk], by=dircom)
        jobs.ask_for_opinions()
        same_day = mails()
    told = []
    for days in (1, 2):
        with on_the_day(event, days):
            jobs.ask_for_opinions()
            told.append(sorted(mails()))

    subject = "Votre avis sur « Journée »"
    assert same_day == []
    assert told == [sorted([(alice.email, subject), ("ada@exemple.fr", subject)]), []]


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
