"""Plausibility of the demonstration's agenda: no event on a day off."""

from datetime import datetime

import pytest

from home.models import EventPage
from home.site import ensure_site
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
