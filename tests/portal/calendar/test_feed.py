"""Calendar feed: secret address shown once, live content, closed in one action, never logged."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from home.registrations import actions
from labelling.committee.models import CommitteeSession
from labelling.parties.framework.binding import current_committee_rules
from labelling.path.dossiers.models import LabelDossier
from portal import calendar
from portal.calendar import feeds
from portal.calendar.models import CalendarFeed
from portal.core import clock
from portal.models import User
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.workflow import audit_log
from tests.access.world import listening
from tests.factories import make_dossier, make_organism
from tests.home.factories import make_event
from tests.home.gatherings.test_registrations import WHO

pytestmark = pytest.mark.django_db
PAGE = "/espace/calendrier/adresse/"


def address(secret):
    return f"/agenda/personnel/{secret}.ics"


def read(secret, **headers):
    return Client(raise_request_exception=False).get(address(secret), headers=headers)


def events_of(content):
    whole = Calendar.from_ical(content)
    return {str(event["uid"]).split("@")[0]: event for event in whole.walk("VEVENT")}


@pytest.fixture
def due(dossier):
    LabelDossier.objects.filter(pk=dossier.pk).update(due_on=clock.today() + timedelta(days=9))
    dossier.refresh_from_db()
    return dossier


def test_an_address_is_made_shown_once_and_kept_as_a_fingerprint(signed_in, alice, due):
    browser = signed_in(alice)
    made = browser.post(PAGE)
    secret = re.search(r"/agenda/personnel/([\w-]+)\.ics", made.content.decode())[1]
    again = browser.get(PAGE).content.decode()

    assert len(secret) >= 32
    assert secret not in again
    assert "Faite le" in again
    assert [feed.digest == secret for feed in CalendarFeed.objects.all()] == [False]
    assert f"dossier.{due.reference}" in events_of(read(secret).content)
    assert [entry.sentence for entry in audit_log.entries_of(alice)][:1] == [
        "Alice Arnaud a ouvert l’adresse personnelle de son agenda."
    ]


def test_the_page_says_what_the_address_tells_before_it_is_made(signed_in, alice):
    text = signed_in(alice).get(PAGE).content.decode()

    assert "sans mot de passe" in text
    assert "jamais le nom d’un autre organisme" in text
    assert CalendarFeed.objects.count() == 0


def test_renewed_or_closed_the_former_address_leads_nowhere(signed_in, alice):
    first = feeds.renew(alice)
    second = feeds.renew(alice)
    codes = [read(first).status_code, read(second).status_code]
    signed_in(alice).post("/espace/calendrier/adresse/fermer/")
    feeds.close(alice)  # twice has one effect

    assert codes == [404, 200]
    assert read(second).status_code == 404
    assert [entry.act for entry in audit_log.entries_of(alice)][:1] == ["calendar_feed_closed"]


def test_a_closed_account_and_a_missing_address_are_one_404(alice):
    secret = feeds.renew(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    closed, missing = read(secret), read("inconnue")

    def bare(response):
        headers = {k: v for k, v in response.headers.items() if k != "X-Request-ID"}
        return response.status_code, response.content, headers

    assert closed.status_code == 404
    assert bare(closed) == bare(missing)


def test_rights_are_asked_again_at_each_reading(alice, due):
    secret = feeds.renew(alice)
    before = events_of(read(secret).content)
    alice.memberships.update(is_active=False)

    assert f"dossier.{due.reference}" in before
    assert f"dossier.{due.reference}" not in events_of(read(secret).content)


def test_the_secret_is_in_no_log_whatever_the_answer(alice):
    secret = feeds.renew(alice)
    with listening() as lines:
        codes = [read(secret).status_code]
        User.objects.filter(pk=alice.pk).update(is_active=False)
        codes += [read(secret).status_code, read(f"{secret}x").status_code]

    assert codes == [200, 404, 404]
    assert [line for line in lines if secret in line] == []


def test_no_one_keeps_it_nor_passes_it_on(alice):
    secret = feeds.renew(alice)
    for answer in (read(secret), read("inconnue")):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert "sessionid" not in answer.cookies


def test_what_has_not_moved_is_not_sent_again(alice, due):
    secret = feeds.renew(alice)
    first = read(secret)
    same = read(secret, **{"If-None-Match": first["ETag"]})
    LabelDossier.objects.filter(pk=due.pk).update(due_on=due.due_on + timedelta(days=1), version=9)
    moved = read(secret, **{"If-None-Match": first["ETag"]})
    event = events_of(moved.content)[f"dossier.{due.reference}"]

    assert (same.status_code, same.content) == (304, b"")
    assert moved.status_code == 200
    assert (event["sequence"], event.decoded("dtstart")) == (9, due.due_on + timedelta(days=1))


def test_titles_are_sober_on_a_telephone(alice, due):
    secret = feeds.renew(alice)
    content = read(secret).content.decode()
    event = events_of(content)[f"dossier.{due.reference}"]

    assert str(event["summary"]) == f"Dossier {due.reference}"
    assert "Valmeyre" not in content
    assert "Vu dans l’espace membre parce que" in str(event["description"])


def test_others_read_of_a_session_its_announced_date_alone(alice, sonia):
    session = _session()
    code = f"seance.{session.pk}"
    hers, his = (events_of(read(feeds.renew(who)).content)[code] for who in (alice, sonia))
    CommitteeSession.objects.update(state="cancelled")
    gone = events_of(read(feeds.renew(alice)).content)[code]

    assert hers.decoded("dtstart") == session.held_on
    assert "location" not in hers
    assert "url" not in hers
    assert (his.decoded("dtstart").hour, str(his["location"])) == (9, "Salle Lumière")
    assert [str(one["status"]) for one in (hers, gone)] == ["CONFIRMED", "CANCELLED"]


def _session():
    return CommitteeSession.objects.create(
        reference="QH-S-2026-0001",
        state="convened",
        convened_on=clock.today(),
        held_on=clock.today() + timedelta(days=20),
        starts_at="09:30",
        place="Salle Lumière",
        rules=current_committee_rules(),
    )


def test_an_event_taken_back_is_cancelled_for_who_had_a_seat(made_site, alice):
    event = make_event("Journée", slug="journee", takes_registrations=True)
    actions.register(event, **WHO | {"email": alice.email}, person=alice)
    secret = feeds.renew(alice)
    before = events_of(read(secret).content)[str(event.translation_key)]
    event.unpublish()
    after = events_of(read(secret).content)[str(event.translation_key)]

    assert [str(one["status"]) for one in (before, after)] == ["CONFIRMED", "CANCELLED"]
    assert str(before["location"]) == "Salle des fêtes"


@pytest.mark.parametrize(
    ("starts_at", "offset"),
    [
        (datetime(2026, 10, 24, 9, 30), 2),  # the day before winter time
        (datetime(2026, 10, 25, 9, 30), 1),
        (datetime(2027, 3, 27, 9, 30), 1),
        (datetime(2027, 3, 28, 9, 30), 2),  # summer time
    ],
)
def test_hours_are_those_of_paris_in_summer_and_in_winter(starts_at, offset):
    start = clock.aware(starts_at)
    one = calendar.Moment(
        "x", "X", "audit", "parce que", starts_at=start, ends_at=start + timedelta(hours=2)
    )
    content = feeds.calendar([one], name="X")
    event = events_of(content)["x"]

    assert b"BEGIN:VTIMEZONE" in content
    assert b"DTSTART;TZID=Europe/Paris:" + f"{starts_at:%Y%m%dT%H%M%S}".encode() in content
    assert event.decoded("dtstart").utcoffset() == timedelta(hours=offset)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=2)


def test_an_hour_that_lasts_over_the_change_is_an_hour():
    """Without a known end: one hour later, though the clocks went back meanwhile."""
    start = clock.aware(datetime(2026, 10, 25, 1, 30))
    one = calendar.Moment("x", "X", "audit", "parce que", starts_at=start)
    event = events_of(feeds.calendar([one], name="X"))["x"]

    assert event.decoded("dtend") - start == timedelta(hours=1)


def test_whole_days_end_the_day_after_their_last():
    one = calendar.Moment(
        "x", "X", "audit", "parce que", day=date(2026, 12, 30), until=date(2027, 1, 2)
    )
    event = events_of(feeds.calendar([one], name="X"))["x"]

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2026, 12, 30),
        date(2027, 1, 3),
    )


def test_a_feed_costs_the_same_queries_with_one_and_many(sonia, due, made_site):
    secret = feeds.renew(sonia)

    def cost():
        read(secret)  # the day of the reading is written once
        with CaptureQueriesContext(connection) as queries:
            assert read(secret).status_code == 200
        return len(queries)

    make_event("Un")
    one = cost()
    for n in range(12):
        make_event(f"Autre {n}")
        make_dossier(make_organism(f"Organisme {n}"), due_on=clock.today())
    assert cost() == one


def test_a_feed_not_read_for_a_year_is_closed(alice):
    """BR-93: an address that no device reads any more."""
    secret = feeds.renew(alice)
    left = []
    for months in (11, 13):
        with clock.at(clock.now() + timedelta(days=31 * months)):
            jobs.run(KEEPINGS["agenda_address"])
        left.append(read(secret).status_code)

    assert left == [200, 404]
