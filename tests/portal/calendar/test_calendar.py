"""Pages of the calendar: a week, a month, empty or full, whatever the address says."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from labelling.path.dossiers.models import LabelDossier
from portal import calendar
from portal.core import clock
from tests.factories import make_dossier, make_organism
from tests.home.factories import make_event
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.audits.factories import make_mission

pytestmark = pytest.mark.django_db
HERE = "/espace/calendrier/"
ABUSE = (
    "",
    "x",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "2099-12-31",
    "2016-01-04",
    "-1",
    "1e9",
    "\u0661",
    "<b>",
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(clock.parse("2026-11-24 12:00")):
        yield


@pytest.fixture
def due(dossier):
    LabelDossier.objects.update(due_on=date(2026, 11, 26))
    dossier.refresh_from_db()
    return dossier


def shown(browser, query=""):
    answer = browser.get(HERE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_week_of_today_is_first_with_why_and_where(signed_in, alice, due):
    text = shown(signed_in(alice))

    assert "Du 23" in text
    assert "jeudi 26" in text
    assert f"{due.organism}\u00a0: échéance du dossier" in text
    assert "parce que votre organisme est concerné" in text
    assert f'href="/espace/dossiers/{due.reference}/"' in text
    assert f'href="{HERE}dossier.{due.reference}.ics"' in text


def test_weeks_and_months_follow_each_other(signed_in, alice, due):
    browser = signed_in(alice)
    week, month = shown(browser), shown(browser, "?vue=mois&le=2026-12-15")

    assert 'href="/espace/calendrier/?le=2026-12-01"' in week  # the same weekday, a week later
    assert 'href="/espace/calendrier/?le=2026-11-17"' in week
    assert 'href="/espace/calendrier/?vue=mois&amp;le=2026-11-01"' in month
    assert 'href="/espace/calendrier/?vue=mois&amp;le=2027-01-01"' in month
    assert 'href="/espace/calendrier/?vue=mois"' in month  # today


def test_a_month_is_a_table_with_its_headers_and_the_same_days_as_a_list(signed_in, alice, due):
    text = shown(signed_in(alice), "?vue=mois")

    assert text.count('scope="col"') == 7
    assert text.count("<caption") == 1
    assert text.count('aria-current="date"') >= 1
    assert text.count("échéance du dossier") >= 2  # in the table, and in the list of small screens


def test_an_empty_period_says_what_will_come(signed_in, alice):
    for query in ("?le=2031-05-01", "?vue=mois&le=2031-05-01"):
        assert "Rien de prévu sur cette période" in shown(signed_in(alice), query)


def test_a_kind_alone_is_shown_and_the_others_still_counted(signed_in, sonia, due, made_site):
    make_event("Journée", starts_at=clock.parse("2026-11-25 10:00"))
    text = shown(signed_in(sonia), "?nature=rendez-vous")

    assert "Journée" in text
    assert "échéance du dossier" not in text
    assert 'Échéances <span class="num">1</span>' in text


@pytest.mark.parametrize("value", ABUSE)
def test_whatever_the_address_says_there_is_a_calendar(signed_in, alice, value):
    browser = signed_in(alice)
    for name in ("le", "vue", "nature"):
        assert browser.get(HERE, {name: value}).status_code == 200
        assert browser.get(HERE, {"vue": "mois", name: value}).status_code == 200
    assert browser.get(f"{HERE}{value or 'rien'}.ics").status_code == 404


def test_one_moment_for_another_calendar_and_another_s_is_missing(signed_in, alice, bob, due):
    path = f"{HERE}dossier.{due.reference}.ics"
    answer = signed_in(alice).get(path)
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]

    assert str(event["summary"]) == f"{due.organism}\u00a0: échéance du dossier"
    assert event.decoded("dtstart") == date(2026, 11, 26)
    assert signed_in(bob).get(path).status_code == 404


def test_an_audit_is_told_to_its_three_sides_each_with_its_reason(dossier, alice, sonia, bob):
    mission = make_mission(
        dossier,
        auditor=make_auditor("Ali", "Haddad"),
        state="planned",
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 3),
    )
    people = {"organism": alice, "auditor": mission.auditor.user, "office": sonia, "stranger": bob}
    told = {}
    for side, user in people.items():
        found = calendar.moments(user, date(2026, 12, 2), date(2026, 12, 2), kind="audit")
        told[side] = [(one.day, one.until, one.why, one.outside) for one in found]

    days, sober = (date(2026, 12, 1), date(2026, 12, 3)), f"Audit {mission.reference}"
    assert told == {
        "organism": [(*days, "parce que votre organisme est concerné", sober)],
        "auditor": [(*days, "parce que vous êtes l’auditeur de cette mission", sober)],
        "office": [(*days, "parce que vous suivez le label", sober)],
        "stranger": [],
    }


def test_a_reserved_event_tells_its_date_to_all_and_its_place_to_its_own(made_site, alice, sonia):
    event = make_event(
        "Journée du club", audience="club", starts_at=clock.parse("2026-11-25 10:00")
    )
    code = str(event.translation_key)
    today = clock.today()
    found = {
        user.first_name: {
            one.code: one for one in calendar.moments(user, today, today + timedelta(days=3))
        }[code]
        for user in (alice, sonia)
    }

    assert (found["Alice"].place, found["Sonia"].place) == ("", "Salle des fêtes")
    assert found["Alice"].why == "parce que la date est annoncée à tous"


def test_pages_cost_the_same_with_one_and_sixty(signed_in, sonia, due, made_site):
    browser = signed_in(sonia)
    make_event("Un", starts_at=clock.parse("2026-11-25 10:00"))

    def costs():
        found = {}
        for query in ("", "?vue=mois", "?nature=echeance"):
            with CaptureQueriesContext(connection) as queries:
                shown(browser, query)
            found[query] = len(queries)
        return found

    costs()
    first = costs()
    for n in range(60):
        make_dossier(make_organism(f"Organisme {n}"), due_on=date(2026, 11, 25))
    for n in range(9):
        make_event(f"Autre {n}", starts_at=clock.parse("2026-11-25 10:00"))

    assert costs() == first
