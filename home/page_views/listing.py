"""The most read pages: their views over some days and over the same days a year before, in one query."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.http import urlencode

from home.page_views.dictionary import counted_since
from home.page_views.forms import ViewsFilter
from home.page_views.models import PageViews, ViewedPage
from labelling.public import instructor
from portal.access import role
from portal.core import clock
from portal.figures import Period
from portal.models import Role
from portal.search.french import sort_key
from portal.web.pages import only

ADDRESS = "home:viewed_pages"
reader = role(Role.DIRCOM, "la Dircom") | instructor


def edits(user):
    """Who has it in their bar: the office comes from the figure."""
    return user.has_role(Role.DIRCOM)


@dataclass(frozen=True)
class Row:
    """`former` is None where that time was not counted."""

    title: str
    path: str
    section: str
    views: int
    former: int | None

    @property
    def gap(self):
        return None if self.former is None else self.views - self.former

    @property
    def change(self):
        """« +12 », « −3 », « = »; "" where nothing compares."""
        if self.gap is None:
            return ""
        return f"{self.gap:+}".replace("-", "−") if self.gap else "="


def filter_form(_user, query):
    return ViewsFilter(query)


def read_list(user, query):
    """[Row] of the pages that were read, the most read first."""
    only(reader, user)
    form = ViewsFilter(query)
    return [one for one in rows(user, form.period, form.section) if one.views]


def rows(user, period, section=""):
    """[Row] of the pages that were read over the period, or over the same days a year before."""
    before = year_before(period)
    known = is_counted(before)
    now, then = _within(period), _within(before)
    found = PageViews.objects.visible_to(user).filter(now | then).order_by()
    found = found.filter(page__section=section) if section else found
    told = found.values_list("page__title", "page__path", "page__section").annotate(
        now=Sum("count", filter=now, default=0), then=Sum("count", filter=then, default=0)
    )
    made = [
        Row(title, path, ViewedPage.Section(code).label, many, former if known else None)
        for title, path, code, many, former in told
    ]
    return sorted(made, key=lambda one: (-one.views, sort_key(one.title), one.path))


def _within(period):
    return Q(day__range=(period.start, period.end))


def year_before(period):
    return Period(_a_year_before(period.start), _a_year_before(period.end))


def _a_year_before(day):
    """29 February is told beside 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - timedelta(days=366)


def is_counted(period):
    """Whether all of it was counted: nothing is compared with days that nobody counted."""
    since = counted_since()
    return since is not None and period.start >= since


def shortcuts():
    """[(words, address)] of the times that are usually asked for."""
    today = clock.today()
    times = (
        ("30 derniers jours", {}),
        ("12 derniers mois", {"du": _a_year_before(today) + timedelta(days=1), "au": today}),
        (f"{today.year}", {"du": date(today.year, 1, 1), "au": today}),
        (
            f"{today.year - 1}",
            {"du": date(today.year - 1, 1, 1), "au": date(today.year - 1, 12, 31)},
        ),
    )
    return [
        (said, f"{reverse(ADDRESS)}?{urlencode(days)}" if days else reverse(ADDRESS))
        for said, days in times
    ]
