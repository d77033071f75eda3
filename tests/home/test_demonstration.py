"""Plausibility of the demonstration: no event on a day off, a press room with photographs."""

from datetime import datetime

import pytest

from home.models import EventPage, PressPage
from home.site.loading import ensure_site
from home.uploads.pictures import make_sizes
from portal.core import clock
from portal.core.working_days import is_working_day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [21, 22, 24, 26])
def test_events_start_on_working_days(bare_site, settings, day):
    settings.IS_DEMO = True
    with clock.at(datetime(2026, 11, day, 10)):
        ensure_site()

    days = {event.title: event.starts_at.date() for event in EventPage.objects.all()}
    assert [title for title, on in days.items() if not is_working_day(on)] == []
    assert len(days) == 5


@pytest.mark.slow  # draws, then makes twelve sizes
def test_the_press_room_has_photographs_with_credit_and_formats(bare_site, settings):
    settings.IS_DEMO = True
    PressPage.objects.update(latest_revision=None)  # as before anybody has written there
    ensure_site()
    page = PressPage.objects.get()
    shown = [one.value for one in page.photographs]
    make_sizes.func(shown[0]["image"].pk)
    taken = [file["name"] for file in page.shown_photographs()[0]["files"]]
    told = [bool(one["image"].credit and one["alt"] and one["rights"]) for one in shown]

    assert (told, taken) == ([True] * 3, ["PNG", "WEBP", "AVIF"])
