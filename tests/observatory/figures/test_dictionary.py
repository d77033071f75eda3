"""Practices in the dictionary of figures, against a year that was counted by hand."""

from datetime import date, datetime

import pytest

from observatory.page_views.models import PracticePageViews
from portal.core import clock
from portal.figures import Period, figure
from portal.workflow import audit_log
from tests.factories import make_organism
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db


def proposed(practice, day):
    with clock.at(datetime(day.year, day.month, day.day, 12)):
        audit_log.write(
            practice, by=None, act="submit", sentence="x", source="draft", target="submitted"
        )


def told(year):
    names = ("proposed", "published", "reused", "read")
    return {name: figure(f"practices.{name}").value(Period.of_year(year)) for name in names}


def test_practices_are_counted_on_the_day_of_what_happened():
    one = make_practice(make_organism(), state="published", published_on=date(2025, 3, 2))
    proposed(one, date(2025, 1, 5))
    proposed(one, date(2025, 2, 5))  # sent back, and proposed again
    proposed(make_practice(make_organism(), state="submitted"), date(2026, 1, 1))
    make_practice(make_organism(), state="merged", published_on=date(2025, 3, 2))
    for day, count in ((date(2025, 12, 31), 4), (date(2025, 1, 1), 3), (date(2026, 1, 1), 9)):
        PracticePageViews.objects.create(practice=one, day=day, count=count)

    assert told(2025) == {"proposed": 1, "published": 1, "reused": 0, "read": 7}
    assert told(2026) == {"proposed": 1, "published": 0, "reused": 0, "read": 9}


def test_a_year_in_which_reading_was_not_counted_from_its_first_day_is_not_told():
    one = make_practice(make_organism(), state="published", published_on=date(2024, 3, 2))
    none_yet = told(2025)["read"]
    PracticePageViews.objects.create(practice=one, day=date(2025, 6, 1), count=3)
    PracticePageViews.objects.create(practice=one, day=date(2026, 6, 1), count=5)

    assert [none_yet, *(told(year)["read"] for year in (2024, 2025, 2026))] == [None, None, None, 5]
