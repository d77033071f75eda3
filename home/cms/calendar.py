"""Calendar of publications: what goes on line, comes off and is announced, by the days of a month."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from home.frame.models import AlertBanner
from home.review.base import edit_address
from portal.core import clock
from portal.ui import words

FIRST, LAST = date(2016, 1, 1), date(2099, 12, 1)  # what may be asked for
UP, DOWN = "mise en ligne", "retrait"
KINDS = {UP: "rendez-vous", DOWN: "echeance"}  # colours of the month, said in words too


@dataclass(frozen=True)
class Publication:
    title: str
    url: str
    at: datetime
    what: str

    @property
    def kind(self):
        return KINDS.get(self.what, "comite")

    @property
    def hour(self):
        return words.hour(self.at.astimezone(clock.PARIS))


def month_of(text):
    """First day of « 2026-12 »; of today's month for anything else."""
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        day = clock.today().replace(day=1)
    return min(max(day, FIRST), LAST)


def publications(first, last):
    """Between two days included, by instant: five queries whatever their number."""
    start = clock.aware(datetime.combine(first, time.min))
    end = clock.aware(datetime.combine(last + timedelta(days=1), time.min))
    rows = {*_pages(start, end), *_banners(start, end)}
    return sorted(rows, key=lambda one: (one.at, one.title))


def _pages(start, end):
    """What is scheduled, and until when; a page on line tells its own end, a version to come that of its text."""
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False)
    for one in waiting.order_by("approved_go_live_at"):
        url = _edit(one.object_id)
        if start <= one.approved_go_live_at < end:
            yield Publication(one.object_str, url, one.approved_go_live_at, UP)
        ends_at = parse_datetime(one.content.get("expire_at") or "")
        if ends_at and start <= ends_at < end:
            yield Publication(one.object_str, url, ends_at, DOWN)
    for page in Page.objects.filter(live=True, expire_at__gte=start, expire_at__lt=end):
        yield Publication(page.title, _edit(page.pk), page.expire_at, DOWN)


def _banners(start, end):
    for banner in AlertBanner.objects.filter(live=True, starts_at__lt=end, ends_at__gte=start):
        url = edit_address("alertbanner", banner.pk)
        for at, what in (
            (banner.starts_at, "début du bandeau"),
            (banner.ends_at, "fin du bandeau"),
        ):
            if start <= at < end:
                yield Publication(banner.heading, url, at, what)


def _edit(number):
    return reverse("wagtailadmin_pages:edit", args=(number,))


def page_of(month):
    """Context of the page: the weeks of the month as a table, its days as a list, the months beside it."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    by_day = {}
    for one in publications(month, last):
        by_day.setdefault(one.at.astimezone(clock.PARIS).date(), []).append(one)
    return {
        "title": words.month(f"{month:%Y-%m}").capitalize(),
        "weekdays": words.WEEKDAYS,
        "weeks": [[_cell(day, month, by_day) for day in week] for week in weeks],
        "days": sorted(by_day.items()),
        "before": _address(month - timedelta(days=1)),
        "after": _address(last + timedelta(days=1)),
        "now": _address(clock.today()),
        "is_now": month == clock.today().replace(day=1),
    }


def _cell(day, month, by_day):
    is_in = day.month == month.month
    return {
        "day": day,
        "is_in": is_in,
        "is_today": day == clock.today(),
        "rows": by_day.get(day, []) if is_in else [],
    }


def _address(day):
    """Of the month of a day, or "" beyond what may be asked for."""
    if not FIRST <= day.replace(day=1) <= LAST:
        return ""
    return reverse("home:publications", query={"mois": f"{day:%Y-%m}"})
