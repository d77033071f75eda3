"""Calendar dates of the yearly report: « Clore l’année », from 1 January until the report is published."""

from datetime import date

from django.db.models import DateField, Exists, Value
from django.urls import reverse

from labelling.parties.organisms.rules import instructor
from labelling.steering.yearly_report.actions import begun_by, last_year
from labelling.steering.yearly_report.models import YearlyReport
from portal import calendar
from portal.core import clock
from portal.models import User

WHY = "parce que vous pilotez le label"
AHEAD = {"closing": 0, "next_closing": 1}  # years after the last one that is over


def _moment(_user, row):
    """What waits stands on the present day: its revision is how long it has waited."""
    year = last_year() + AHEAD[row.source]
    return calendar.Moment(
        f"bilan.{year}",
        f"Clore l’année {year}",
        "echeance",
        WHY,
        day=row.day,
        url=reverse("labelling:yearly_report_list"),
        revision=(row.day - _opens_on(year)).days,
    )


def _source(code):
    @calendar.dates(code, tell=_moment, day="closes_on", version="", changed_at="")
    def to_close(user):
        """A row that is the person themselves, while the year has no published report and something to tell."""
        if not instructor(user, None):
            return None
        year = last_year() + AHEAD[code]
        published = YearlyReport.objects.filter(year=year, state=YearlyReport.State.PUBLISHED)
        rows = User.objects.filter(Exists(begun_by(year)), pk=user.pk).exclude(Exists(published))
        day = max(_opens_on(year), clock.today())
        return rows.annotate(closes_on=Value(day, DateField()))


def _opens_on(year):
    return date(year + 1, 1, 1)


for _code in AHEAD:
    _source(_code)
