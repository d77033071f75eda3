"""Page context of the calendar: a week as a list, a month as a table, previous and next periods."""

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.http import urlencode

from portal.calendar.dates import KINDS, days_of, moments
from portal.core import clock
from portal.ui import words

WEEK, MONTH = "semaine", "mois"
VIEWS = {WEEK: "Semaine", MONTH: "Mois"}
FIRST, LAST = date(2016, 1, 4), date(2099, 12, 31)  # what a calendar can be asked for
IN_A_CELL = 3
_links = []  # [(label, URL name)]


def register_link(label, name):
    """Add a page that an app shows beside the calendar."""
    _links.append((label, name))


@dataclass(frozen=True)
class Asked:
    """Query parameters of the page; unknown values fall back to the default."""

    view: str
    day: date
    kind: str

    @classmethod
    def of(cls, query):
        view, kind = query.get("vue", ""), query.get("nature", "")
        return cls(
            view if view in VIEWS else WEEK,
            _day(query.get("le", "")),
            kind if kind in KINDS else "",
        )

    def url(self, **changes):
        facts = {"vue": self.view, "le": self.day, "nature": self.kind} | changes
        told = {
            "vue": facts["vue"] if facts["vue"] != WEEK else "",
            "le": f"{facts['le']:%Y-%m-%d}" if facts["le"] != clock.today() else "",
            "nature": facts["nature"],
        }
        asked = urlencode({name: value for name, value in told.items() if value})
        return reverse("calendar") + (f"?{asked}" if asked else "")

    @property
    def bounds(self):
        """The days shown: a whole week, or the whole weeks of a month."""
        if self.view == WEEK:
            monday = self.day - timedelta(days=self.day.weekday())
            return monday, monday + timedelta(days=6)
        weeks = calendar.Calendar().monthdatescalendar(self.day.year, self.day.month)
        return weeks[0][0], weeks[-1][-1]

    def step(self, way):
        """The same weekday a week away, the first of the month before or after; None beyond the supported dates."""
        if self.view == WEEK:
            day = self.day + timedelta(days=7 * way)
        else:
            first = self.day.replace(day=1)
            day = (first + timedelta(days=31 if way > 0 else -1)).replace(day=1)
        return day if FIRST <= day <= LAST else None


def _day(text):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return clock.today()
    return day if FIRST <= day <= LAST else clock.today()


def page_of(user, query):
    """Context of the page, in a constant number of queries."""
    asked = Asked.of(query)
    first, last = asked.bounds
    found = moments(user, first, last)
    shown = [one for one in found if asked.kind in ("", one.kind)]
    by_day = {}
    for one in shown:
        for day in days_of(one, first, last):
            by_day.setdefault(day, []).append(one)
    return {
        "asked": asked,
        "title": _title(asked, first, last),
        "tabs": [_tab(asked, view) for view in VIEWS],
        "kinds": _kinds(asked, found),
        "before": _step(asked, -1),
        "after": _step(asked, 1),
        "now": asked.url(le=clock.today()),
        "is_now": first <= clock.today() <= last,
        "days": [
            _list_day(asked, day, by_day[day]) for day in sorted(by_day) if _is_in(asked, day)
        ],
        "weeks": _weeks(asked, first, by_day) if asked.view == MONTH else [],
        "weekdays": words.WEEKDAYS,
        "count": len(shown),
        "links": [{"label": label, "url": reverse(name)} for label, name in _links],
    }


def _is_in(asked, day):
    return asked.view == WEEK or day.month == asked.day.month


def _title(asked, first, last):
    if asked.view == MONTH:
        return words.month(f"{asked.day:%Y-%m}").capitalize()
    return f"Du {words.day(first, year=first.year != last.year)} au {words.day(last)}"


def _tab(asked, view):
    return {"label": VIEWS[view], "url": asked.url(vue=view), "is_current": asked.view == view}


def _kinds(asked, found):
    """Kinds of the period with their counts, whatever the current filter."""
    many = Counter(one.kind for one in found)
    return [
        {
            "label": label,
            "url": asked.url(nature=code),
            "is_current": asked.kind == code,
            "count": count,
        }
        for code, label, count in (
            ("", "Tout", 0),
            *((code, kind.label, many[code]) for code, kind in KINDS.items()),
        )
    ]


def _step(asked, way):
    day = asked.step(way)
    return asked.url(le=day) if day else ""


def _list_day(asked, day, rows):
    return {"day": day, "is_today": day == clock.today(), "rows": rows}


def _weeks(asked, first, by_day):
    weeks = calendar.Calendar().monthdatescalendar(asked.day.year, asked.day.month)
    return [[_cell(asked, day, by_day.get(day, [])) for day in week] for week in weeks]


def _cell(asked, day, rows):
    """First titles of a day, and the number of the others, shown in the week view."""
    is_in = day.month == asked.day.month
    shown = rows if len(rows) <= IN_A_CELL + 1 else rows[:IN_A_CELL]
    return {
        "day": day,
        "is_in": is_in,
        "is_today": day == clock.today(),
        "rows": shown if is_in else [],
        "more": len(rows) - len(shown) if is_in else 0,
        "url": asked.url(vue=WEEK, le=day),
    }
