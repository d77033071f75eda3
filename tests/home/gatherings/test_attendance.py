"""Attendance at an event: recorded from its day, undone, added without registration, counted for auditors."""

from datetime import timedelta

import pytest
from django.test import Client

from home.gatherings import actions as attendance
from home.gatherings import jobs as reminders
from home.gatherings import listing
from home.models import EventPage, Registration
from home.registrations import actions as booking
from portal.core import clock
from portal.models import Erasure
from portal.retention import jobs as running
from portal.retention.registry import KEEPINGS
from portal.workflow import Refused, audit_log
from tests.home.factories import make_event
from tests.labelling.accreditation.factories import make_accreditation, make_auditor

WHO = {"name": "Ada Martin", "organisation": "Valmeyre", "needs": ""}


SHEET, PAPERS, SAID = (
    f"/espace/agenda/journee/{name}/" for name in ("presences", "documents", "avis")
)


@pytest.fixture
def event(made_site):
    return make_event("Journée", slug="journee", takes_registrations=True, capacity=1)


def on_the_day(event, days=0):
    return clock.at(event.starts_at + timedelta(days=days))


def test_who_came_is_ticked_from_the_day_on(event, signed_in, dircom, alice):
    one = booking.register(event, **listing.account_of(alice), needs="")
    browser = signed_in(dircom)
    early = browser.post(SHEET, {"present": one.pk})
    with on_the_day(event):
        done = browser.post(SHEET, {"present": [one.pk, "x", 10**30]})
        again = browser.post(SHEET, {"present": one.pk})
    one.refresh_from_db()

    assert (early.status_code, done.status_code, again.status_code) == (409, 302, 302)
    assert "à partir du jour" in early.content.decode()
    assert one.badge[0] == "Présente"
    assert [entry.act for entry in audit_log.entries_of(event)] == ["attendance", "register"]
    assert "Alice" not in audit_log.entries_of(event).first().sentence


def test_a_tick_taken_back_is_taken_back_until_the_question_left(event, dircom):
    one = booking.register(event, **WHO, email="ada@exemple.fr")
    with on_the_day(event):
        attendance.note(event, [one.pk], by=dircom)
        attendance.note(event, [], by=dircom)
        back = Registration.objects.get().attended_at
        attendance.note(event, [one.pk], by=dircom)
    with on_the_day(event, 1):
        reminders.ask_for_opinions()
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


def days_attended(person):
    """Auditors' days of which the portal still holds that this person came."""
    rows = Registration.objects.filter(person=person, attended_at__isnull=False)
    rows = rows.filter(event__kind=EventPage.Kind.AUDITORS)
    return rows.values("event").distinct().count()


def test_the_days_of_an_auditor_are_counted_once_a_day_and_kept_three_years(made_site, dircom):
    """BR-93: the attendance alone, its needs leaving with the others' registrations."""
    auditor = make_auditor("Ali", "Haddad")
    make_accreditation(auditor, state="active")
    facts = {"kind": "journee-des-auditeurs", "audience": "auditeurs", "takes_registrations": True}
    first, second, other = (make_event(f"J{n}", **facts) for n in range(3))
    club = make_event("Club", takes_registrations=True)
    for day in (first, second, other, club):
        one = booking.register(day, **listing.account_of(auditor.user), needs="Une boucle")
        if day is not other:
            with on_the_day(day):
                attendance.note(day, [one.pk], by=dircom)
    counted, kept, needs = [days_attended(auditor.user)], [], []
    for days in (100, 1000, 1200):
        with clock.at(first.ends_at + timedelta(days=days)):
            running.run(KEEPINGS["registration"])
            running.run(KEEPINGS["attendance"])
        counted.append(days_attended(auditor.user))
        kept.append(Registration.objects.count())
        needs.append(Registration.objects.exclude(needs="").count())

    assert counted == [2, 2, 2, 0]
    assert (kept, needs) == ([2, 2, 0], [0, 0, 0])
    assert {proof.code for proof in Erasure.objects.all()} == {"registration", "attendance"}


def test_attendance_of_who_came_again_is_refused_before_the_day(event, dircom):
    with pytest.raises(Refused):
        attendance.walk_in(event, by=dircom, name="Ada", email="ada@exemple.fr")
