"""Invented page views of the demonstration: two years and what has passed of this one, the same whatever the day."""

from datetime import date, timedelta
from zlib import crc32

from django.conf import settings
from django.urls import resolve

from home.page_views.models import PageViews
from home.page_views.registry import COUNTED
from home.robots import addresses
from portal.core import clock
from portal.page_views.jobs import keep
from portal.page_views.registry import Views

READ = {  # first word of an address: views of its page a week, of each page below it
    "": (140, 140),
    "annuaire": (90, 6),
    "observatoire": (60, 7),
    "un-probleme": (55, 55),
    "devenir-labellise": (45, 45),
    "locataires": (40, 40),
    "le-label": (38, 9),
    "verifier": (30, 30),
    "je-candidate": (24, 24),
    "actualites": (22, 12),
    "agenda": (20, 10),
}
USUAL = (8, 4)
GROWTH = (70, 85, 100)  # percent of the week, of the year before last, of last year, of this one
QUIET = (7, 8)  # months
NEWS = ("/actualites/", "/agenda/")  # a page of the news is read while it is one
RECENT = timedelta(weeks=8)


def ensure_views():
    """Does nothing where anything was counted."""
    if PageViews.objects.exists():
        return 0
    pages = [(path, resolve(path).view_name) for path in sorted({*_paths(), "/je-candidate/"})]
    return keep([one for path, name in pages if name in COUNTED for one in _views(path, name)])


def _paths():
    return [address.removeprefix(settings.PORTAL_ADDRESS) for address, _ in addresses()]


def _views(path, name):
    """By quarter the year before last; then on a day in fifteen, or in thirty where few people go: few rows."""
    today, rank = clock.today(), crc32(path.encode())
    first = date(today.year - 2, 1, 1)
    is_below = path.strip("/").count("/") > 0
    is_news = path.startswith(NEWS) and path not in NEWS
    step = 30 if is_below and not is_news else 15
    days = [] if is_news else [(first.replace(month=month), 90) for month in (1, 4, 7, 10)]
    day = today - RECENT if is_news else date(today.year - 1, 1, 1)
    day += timedelta(days=rank % step)
    while day <= today:
        days.append((day, step))
        day += timedelta(days=step)
    for day, long in days:
        if many := _many(path, rank, day) * long // 7:
            yield Views(day, False, name, path, many)


def _many(path, rank, day):
    """Of a week around that day."""
    word, *below = path.strip("/").split("/")
    week = READ.get(word, USUAL)[bool(below)]
    usual = week * (80 + rank % 41) * GROWTH[day.year - clock.today().year + 2] // 10_000
    moved = usual + (rank // 7 + day.toordinal()) % (1 + usual // 4)
    return moved // 2 if day.month in QUIET else moved
