"""« Clore l’année » in the calendar of the office: on 1 January, then on the present day until it is published."""

from datetime import date

import pytest

from labelling.parties.organisms.models import Organism
from labelling.steering.yearly_report.models import YearlyReport
from portal import calendar
from portal.core import clock
from tests.factories import make_dossier
from tests.labelling.yearly_report.conftest import TODAY

pytestmark = pytest.mark.django_db


def told(user):
    found = calendar.moments(user, date(2026, 1, 1), date(2028, 12, 31))
    return [(one.title, one.day, one.revision) for one in found if one.code.startswith("bilan.")]


@pytest.fixture(autouse=True)
def _filed(organisms):
    make_dossier(Organism.objects.first(), submitted_on=date(2025, 3, 3))


def test_a_year_that_is_over_stands_on_the_present_day_the_next_on_its_1_january(sonia, paul):
    expected = [
        ("Clore l’année 2026", date(2027, 1, 12), 11),
        ("Clore l’année 2027", date(2028, 1, 1), 0),
    ]

    assert (told(sonia), told(paul)) == (expected, expected)


def test_a_draft_is_not_a_year_that_is_closed_and_a_published_report_is(draft, sonia, request):
    assert len(told(sonia)) == 2
    request.getfixturevalue("published")
    assert YearlyReport.objects.get().is_published

    assert told(sonia) == [("Clore l’année 2027", date(2028, 1, 1), 0)]


def test_a_year_before_the_first_dossier_has_nothing_to_close(sonia):
    with clock.at(TODAY.replace(year=2024)):
        assert calendar.moments(sonia, date(2024, 1, 1), date(2024, 12, 31)) == []


def test_nobody_else_closes_a_year(alice):
    assert told(alice) == []
