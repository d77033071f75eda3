"""Law of turns, of the calendar: what is due there waits on somebody, that day, on the home, in lists and on pages."""

import re
from datetime import date
from html import unescape

import pytest

from portal.core import clock
from portal.ui import words as told
from tests.access.people import EVERYBODY, LIKE, UNLIKE
from tests.access.turns.test_turns import DOSSIERS, HOME, ROW, day, panel, reading, tasks, words

pytestmark = pytest.mark.django_db
MONTH = "/espace/calendrier/?vue=mois&le={:%Y-%m-%d}"
READ = range(-1, 4)  # months from this one, beside those of the dates of the home
DAY = re.compile(r'<section[^>]*aria-labelledby="j(\d{8})"(.*?)</section>', re.DOTALL)
MOMENT = re.compile(r"<li>(.*?)</li>", re.DOTALL)
KIND = re.compile(r'<span class="sr">([^<]*?)\s:')
LINK = re.compile(r'<a href="([^"]+)"><strong\s*>(.*?)</strong>', re.DOTALL)
DETAIL = re.compile(r'<p class="small">(.*?)</p>', re.DOTALL)
CODE = re.compile(r'href="/espace/calendrier/([a-z-]+)[^"]*\.ics"')
BADGE = re.compile(r'<span class="badge"[^>]*>(.*?)</span>', re.DOTALL)
DUE = "Échéances"
# What is dated without being the turn of anybody, or whose page has no frame of the next act.
ASIDE = {
    "action": "carried out by the organism, followed on the page of the plan",
    "agrement-assurance": "the insurance ends by itself",
    "agrement-fin": "the accreditation ends by itself",
    "bilan": "the year is closed from the list of the reports",
    "charte": "comes into force by itself, once published",
    "comite-liens": "each member says their own, whatever comes next for the session",
    "delegation": "ends by itself",
    "enquete": "whoever wants to answers; its page asks who made it for the results",
    "evaluation": "its page is the form itself",
    "kit-droits": "the rights end by themselves",
    "label-observations": "heard until that day, then the référent brings it before the committee",
    "label-fin": "the label ends by itself",
    "licence-observations": "heard until that day, then the présidence decides",
    "marque": "renewed outside the portal",
    "pratique": "the state of a practice comes by itself",
    "recours": "whoever wants to appeals",
    "reglement": "reviewed when the office wants",
    "reglement-debut": "comes into force by itself, once published",
    "trophees": "each organism votes, on the page of a category",
    "trophees-ouverture": "the vote opens by itself",
}
# Rows of the home that lead to a form, or to the label: the calendar leads to what explains their date.
ELSEWHERE = {r"^Renouvellement du label": re.compile(r"/espace/organismes/[^/]+/chronologie/")}


def moments(html):
    """(kind, code, day, title, address, detail) of each thing that a month of the calendar leads to."""
    for when, section in DAY.findall(html):
        for one in MOMENT.findall(section):
            link, code = LINK.search(one), CODE.search(one)
            if link:
                yield (
                    KIND.search(one)[1],
                    code[1].rstrip("-") if code else "",
                    day(words(told.day(date.fromisoformat(when)))),
                    words(link[2]),
                    unescape(link[1]),
                    words(DETAIL.search(one)[1]),
                )


def months(days):
    """The first of each month to read: those around this one, and those of (day, « déc », year)."""
    today = clock.today()
    near = {divmod(today.year * 12 + today.month - 1 + n, 12) for n in READ}
    asked = {
        (int(year), number)
        for _day, short, year in days
        for number, name in enumerate(told.MONTHS)
        if name.startswith(short)  # « jui » is two of them
    }
    return [date(year, number + 1, 1) for year, number in sorted(near | asked)]


def lead(address, home):
    """The rows of the home about what is at this address, or at a part of it."""
    return [row for row in home if row[2].partition("#")[0] == address]


def is_told(row, found):
    """On its day, something that leads to the same thing (a point of a session leads to the session)."""
    near = [address for _kind, _code, when, _title, address, _detail in found if when == row[4]]
    other = [place for pattern, place in ELSEWHERE.items() if re.search(pattern, row[1])]
    return any(
        row[2].startswith(one) or one.startswith(row[2]) or any(place.match(one) for place in other)
        for one in near
    )


def contradictions(who, read):
    """Sentences: what the calendar says due, and the home, the list or the page does not; and the reverse."""
    home = list(tasks(read(HOME)))
    found = [
        one
        for first in months(row[4] for row in home if row[4])
        for one in moments(read(MONTH.format(first)))
    ]
    for row in home:
        if row[4] and not is_told(row, found):
            yield f"{who}: « {row[1]} », {row[4]} on the home, is not that day in the calendar"
    for kind, code, when, title, address, detail in found:
        if kind == DUE and code not in ASIDE:
            yield from unlike(who, (when, title, address, detail), lead(address, home), read)
    yield from unlisted(who, found, read)


def unlike(who, moment, rows, read):
    when, title, address, _detail = moment
    page = panel(read(address))
    if page and not page[0]:
        yield f"{who}: « {title} », {when} in the calendar, is nobody's turn on {address}"
    if page and page[0] and page[1] != when:
        yield f"{who}: « {title} », {when} in the calendar, {page[1]} on {address}"
    if page and page[0] == "à vous" and not any(row[0] == "a-faire" for row in rows):
        yield f"{who}: « {title} », in the calendar, is their turn on {address}, not on the home"
    for row in rows:
        if row[4] != when:
            yield f"{who}: « {title} », {when} in the calendar, « {row[1]} », {row[4]} on the home"


def unlisted(who, found, read):
    """The day and the state that the list of dossiers and the calendar say of one."""
    said = {
        address: (when, detail.rpartition(", ")[2])
        for _kind, code, when, _title, address, detail in found
        if code == "dossier"
    }
    for row in ROW.findall(read(DOSSIERS)):
        address = re.search(r'href="(/espace/dossiers/[^"]+)"', row)
        if address and address[1] in said:
            due = re.search(r'data-label="Échéance">(.*?)</td>', row, re.DOTALL)
            listed = day(words(due[1])), words(BADGE.search(row)[1])
            if listed != said[address[1]]:
                yield f"{who}: {said[address[1]]} in the calendar, {listed} in the list, {address[1]}"


@pytest.mark.parametrize("who", UNLIKE)
def test_the_calendar_says_what_the_home_the_list_and_the_page_say(world, who, found):
    found.tell(contradictions(who, reading(world, who)))
    found.end()


@pytest.mark.slow
@pytest.mark.parametrize("who", sorted(set(LIKE) & set(EVERYBODY)))
def test_the_calendar_of_people_who_are_like_another_says_the_same(world, who, found):
    found.tell(contradictions(who, reading(world, who)))
    found.end()


def test_control_something_is_due_and_listed(world):
    """The law would keep silent on a calendar that it cannot read."""
    read = reading(world, "sonia")
    found = [one for first in months(()) for one in moments(read(MONTH.format(first)))]
    dues = [one for one in found if one[0] == DUE and one[1] not in ASIDE]
    framed = [one for one in dues if (panel(read(one[4])) or ("",))[0]]
    listed = [one for one in dues if one[1] == "dossier" and one[4] in read(DOSSIERS)]

    assert (len(dues) >= 12, len(framed) >= 10, len(listed) >= 2) == (True, True, True)
