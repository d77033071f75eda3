"""Events: agenda, archive, reserved ones, iCalendar."""

from datetime import datetime, timedelta

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import EventPage
from home.pages.events import format_period
from home.pages.pictures import NO_ALT
from home.uploads.pictures import make_sizes
from portal.core import clock
from tests.factories import make_member, make_organism
from tests.home.blocks.factories import make_image
from tests.home.factories import copies, cost, make_event, titles
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def test_the_nearest_come_first_and_the_past_goes_to_its_year(client):
    make_event("Loin", days=40, kind="congres")
    make_event("Proche", days=2)
    make_event("En cours", days=-1, hours=48)
    make_event("Passé", days=-30)
    make_event("Ancien", days=-400, kind="congres")

    assert titles(client, "/agenda/") == ["En cours", "Proche", "Loin"]
    assert titles(client, "/agenda/?nature=congres") == ["Loin"]
    assert titles(client, "/agenda/?annee=2026") == ["Passé"]
    assert titles(client, "/agenda/?annee=2025&nature=congres") == ["Ancien"]
    assert titles(client, "/agenda/?annee=1900&nature=rien") == ["En cours", "Proche", "Loin"]
    assert [one.title for one in EventPage.upcoming(kind="congres", limit=3)] == ["Loin"]


def test_the_agenda_costs_the_same_with_one_and_three_hundred(client):
    one = make_event()
    paths = ("/agenda/", "/agenda/?annee=2025", "/agenda.ics", "/")
    first = {path: cost(client, path) for path in paths}
    copies(one, 300)

    assert {path: cost(client, path) for path in paths} == first


RESERVED = {"audience": "club", "place": "Lieu-secret", "intro": "Programme-secret"}


def test_a_reserved_event_is_announced_without_its_details(client, signed_in, dircom, sonia, bob):
    event = make_event("Journée du club", kind="journee-du-club", slug="club", **RESERVED)
    auditor = make_auditor("Ali")
    make_accreditation(auditor, state="active")
    labelled = make_organism("Valmeyre")
    make_label(labelled)
    member = make_member(labelled)
    paths = (event.address, "/agenda/", "/agenda/club.ics", "/agenda.ics", "/", "/actualites/flux/")

    def leaks(browser):
        told = [browser.get(path).content.decode() for path in paths]
        return [path for path, text in zip(paths, told, strict=True) if "-secret" in text]

    assert leaks(client) == []
    assert "Ce rendez-vous est réservé" in client.get(event.address).content.decode()
    assert [leaks(signed_in(who)) == [] for who in (bob, auditor.user)] == [True, True]
    for who in (dircom, sonia, member):
        assert "Lieu-secret" in signed_in(who).get(event.address).content.decode(), who
    EventPage.objects.filter(pk=event.pk).update(audience="auditeurs")
    assert "Lieu-secret" in signed_in(auditor.user).get(event.address).content.decode()
    assert "Lieu-secret" not in signed_in(member).get(event.address).content.decode()


def test_a_calendar_has_its_time_zone_and_stable_names(client, settings):
    start = datetime(2027, 3, 28, 9, 30, tzinfo=clock.PARIS)  # the day the clocks change
    event = make_event("Journée, entière", slug="journee", starts_at=start, place="Lyon; salle 3")
    answer = client.get("/agenda/journee.ics")
    whole = icalendar.Calendar.from_ical(answer.content)
    entry, again = (
        icalendar.Calendar.from_ical(client.get(path).content).walk("VEVENT")[0]
        for path in ("/agenda/journee.ics", "/agenda.ics")
    )

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(zone["TZID"]) for zone in whole.walk("VTIMEZONE")] == ["Europe/Paris"]
    assert entry["DTSTART"].dt == start
    assert entry["DTSTART"].params["TZID"] == "Europe/Paris"
    assert (entry["SUMMARY"], entry["LOCATION"]) == ("Journée, entière", "Lyon; salle 3")
    assert entry["UID"] == again["UID"] == f"{event.translation_key}@127.0.0.1"
    assert entry["URL"] == settings.PORTAL_ADDRESS + "/agenda/journee/"
    assert client.get("/agenda/rien.ics").status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": datetime(2026, 11, 1, tzinfo=clock.PARIS)}, "ends_at"),
        ({"capacity": 0}, "capacity"),
        ({"closes_on": datetime(2028, 1, 1).date()}, "closes_on"),
    ],
)
def test_an_event_that_cannot_be_is_refused_beside_its_field(change, field):
    event = make_event(takes_registrations=True)
    for name, value in change.items():
        setattr(event, name, value)

    with pytest.raises(ValidationError) as refused:
        event.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_dates_are_told_as_people_say_them():
    def at(*parts):
        return datetime(*parts, tzinfo=clock.PARIS)

    said = [
        format_period(at(2026, 12, 3, 9, 30), at(2026, 12, 3, 17)),
        format_period(at(2026, 10, 6, 9), at(2026, 10, 8, 17)),
        format_period(at(2026, 12, 30), at(2027, 1, 2)),
        format_period(at(2026, 12, 3, 14), at(2026, 12, 3, 14)),
    ]

    assert [text.replace("\u00a0", " ") for text in said] == [
        "jeudi 3 décembre 2026, de 9 h 30 à 17 h 00",
        "du 6 octobre au 8 octobre 2026",
        "du 30 décembre 2026 au 2 janvier 2027",
        "jeudi 3 décembre 2026, à 14 h 00",
    ]


def test_the_end_of_an_event_is_the_instant_of_the_clock(client):
    event = make_event("Bref", days=1, hours=1)
    with clock.at(event.ends_at):
        assert titles(client, "/agenda/") == ["Bref"]
    with clock.at(event.ends_at + timedelta(seconds=1)), CaptureQueriesContext(connection):
        assert titles(client, "/agenda/") == []


def paths(event):
    return "/agenda/", event.address


def with_picture(title, **facts):
    image = make_image(description="La salle", credit="Studio d’exemple")
    make_sizes.func(image.pk)
    return make_event(title, picture=image, picture_alt="Une salle pleine", **facts)


def test_a_picture_is_shown_with_its_author_in_the_agenda_and_on_its_page(client):
    event = with_picture("Rencontre")
    pages = [BeautifulSoup(client.get(path).text, "html.parser") for path in paths(event)]
    figures = [page.main.figure for page in pages]

    assert [one.img["alt"] for one in figures] == ["Une salle pleine"] * 2
    assert [one.figcaption.text.strip() for one in figures] == [
        "Crédit\u00a0: Studio d’exemple"
    ] * 2
    assert [one.source["type"] for one in figures] == ["image/avif"] * 2


def test_machines_read_the_picture_of_an_event_at_its_whole_address(client, settings):
    event = with_picture("Rencontre")
    told = BeautifulSoup(client.get(event.address).text, "html.parser").select(
        "script[type='application/ld+json']"
    )

    assert any(f'"image": "{settings.PORTAL_ADDRESS}/media/images/' in one.text for one in told)


def test_the_picture_of_a_reserved_event_is_one_of_its_details(client, signed_in, dircom):
    event = with_picture("Journée du club", audience="club")
    seen = ["Une salle pleine" in client.get(path).text for path in paths(event)]
    its_page = signed_in(dircom).get(event.address)

    assert seen == [False, False]
    assert "Une salle pleine" in its_page.text


def test_a_picture_without_its_description_is_asked_before_publishing(made_site):
    page = EventPage(title="Rencontre", slug="rencontre", picture_id=7)

    assert ("picture_alt", NO_ALT) in page.problems()


def test_pictures_cost_the_agenda_the_same_with_one_and_many(client):
    one = with_picture("Rencontre")
    first = cost(client, "/agenda/")
    copies(one, 30)

    assert cost(client, "/agenda/") == first
