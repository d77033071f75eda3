"""Dates to come in an iCalendar file: stable codes, what no longer holds told, nothing that its reader may not see."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from labelling.path.dossiers.steps.opening import open_dossier
from portal import calendar
from portal.calendar import feeds
from portal.calendar.dates import forecasts
from portal.calendar.models import CalendarFeed
from portal.core.read_once import reading_once
from portal.models import User
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import make_mission
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
FILE = "/espace/organismes/valmeyre-habitat/chronologie.ics"


def read(client):
    answer = client.get(FILE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["uid"]).partition("@")[0]: one for one in found}


@pytest.fixture
def label(organism):
    return make_label(organism, start_on=date(2025, 1, 1), end_on=date(2027, 12, 31))


def test_the_dates_to_come_are_whole_days_and_windows(signed_in, organism, alice, label):
    found = read(signed_in(alice))

    filing, window = found[f"{label.reference}.depot"], found[f"{label.reference}.audit"]
    assert str(filing["summary"]) == (
        "Valmeyre Habitat\u00a0: dépôt du dossier de renouvellement, au plus tard"
    )
    assert (filing["dtstart"].dt, filing["dtend"].dt) == (date(2027, 6, 30), date(2027, 7, 1))
    assert (window["dtstart"].dt, window["dtend"].dt) == (date(2027, 6, 30), date(2027, 10, 1))
    assert str(found[f"{label.reference}.rapport"]["summary"]).endswith("(estimation)")


def test_a_date_that_moves_keeps_its_code(signed_in, organism, alice, label):
    """The window of an audit, then its planned days: one event, of one code and a later sequence or day."""
    before = read(signed_in(alice))
    dossier = make_dossier(organism, dossier_type="renewal", state="preparation")
    make_mission(
        dossier, "verification", state="planned", starts_on=date(2027, 7, 5),
        ends_on=date(2027, 7, 6), auditor=make_accreditation(state="active").auditor,
    )  # fmt: skip

    after = read(signed_in(alice))

    code = f"{label.reference}.audit"
    assert (before[code]["dtstart"].dt, after[code]["dtstart"].dt) == (
        date(2027, 6, 30),
        date(2027, 7, 5),
    )


def test_what_no_longer_holds_is_told_as_cancelled(signed_in, organism, alice, label):
    codes = set(read(signed_in(alice)))
    label.state, label.ended_on = "withdrawn", date(2026, 11, 20)
    label.save()

    found = read(signed_in(alice))

    assert codes <= set(found)
    assert {str(found[code]["status"]) for code in codes} == {"CANCELLED"}


def test_a_dossier_that_stopped_takes_its_dates_back_and_not_those_of_its_label(
    signed_in, organism, alice, label
):
    dossier = make_dossier(organism, dossier_type="mention", state="discontinued")

    found = read(signed_in(alice))

    assert str(found[f"{dossier.reference}.seance"]["status"]) == "CANCELLED"
    assert str(found[f"{label.reference}.depot"]["status"]) == "CONFIRMED"


def test_an_auditor_has_the_dates_of_the_dossier_and_none_of_the_label(signed_in, organism, label):
    auditor = make_accreditation(state="active").auditor
    dossier = make_dossier(organism, dossier_type="mention", state="audit")
    make_mission(
        dossier, "verification", state="planned", auditor=auditor, starts_on=date(2026, 12, 7),
        ends_on=date(2026, 12, 8),
    )  # fmt: skip

    codes = set(read(signed_in(auditor.user)))

    assert f"{dossier.reference}.audit" in codes
    assert not [code for code in codes if code.startswith(label.reference)]


def test_the_same_dates_give_the_same_bytes(signed_in, organism, alice, label):
    client = signed_in(alice)

    assert client.get(FILE).content == client.get(FILE).content
    assert "valmeyre" not in client.get(FILE)["Content-Disposition"].lower()


def filings(user):
    found = calendar.moments(user, date(2026, 11, 24), date(2027, 12, 31))
    return [(one.code, one.day, one.outside) for one in found if one.code.endswith(".depot")]


def test_br75_the_filing_of_a_renewal_is_in_the_calendar_until_its_dossier_has_the_date(
    organism, alice, bob, sonia, label
):
    told = [(f"{label.reference}.depot", date(2027, 6, 30), f"Label {label.reference}")]
    before = [filings(user) for user in (alice, sonia, bob)]

    opened = open_dossier(organism, by=alice, dossier_type="renewal")
    found = calendar.moments(alice, date(2026, 11, 24), date(2027, 12, 31))

    assert before == [told, told, []]
    assert filings(alice) == []
    assert [one.day for one in found if opened.reference in one.code] == [date(2027, 6, 30)]


def feed(user):
    found = Calendar.from_ical(feeds.content(CalendarFeed(person=user))).walk("VEVENT")
    return {str(one["uid"]).partition("@")[0]: one for one in found}


def test_the_feed_of_a_member_holds_what_is_estimated_under_the_same_codes_and_sober_titles(
    signed_in, organism, alice, bob, sonia, label
):
    file = read(signed_in(alice))
    estimated = {code for code in file if str(file[code]["summary"]).endswith("(estimation)")}
    found = feed(alice)

    assert estimated
    assert {code for code in found if "(estimation)" in str(found[code]["summary"])} == estimated
    assert {code: found[code]["dtstart"].dt for code in estimated} == {
        code: file[code]["dtstart"].dt for code in estimated
    }
    report = found[f"{label.reference}.rapport"]
    assert str(report["summary"]) == (
        f"Rapport d’audit définitif, au plus tard (estimation), {label.reference}"
    )
    assert [one for one in found.values() if "Valmeyre" in str(one["summary"])] == []
    assert [code for user in (bob, sonia) for code in feed(user) if code in estimated] == []


def test_what_is_estimated_costs_the_same_for_one_organism_and_for_three(organism, alice, label):
    def cost():
        person = User.objects.get(pk=alice.pk)
        with reading_once(is_report=False), CaptureQueriesContext(connection) as asked:
            found = forecasts(person, but=())
        return len(found), len(asked)

    cost()
    (lines, before) = cost()
    for name in ("Berre", "Cluny"):
        other = make_organism(name)
        make_member(other, user=alice)
        make_label(other, start_on=date(2025, 1, 1), end_on=date(2027, 12, 31))

    assert cost() == (3 * lines, before)
