"""Calendar of publications in the CMS: pages to come and to leave, banners, by the days of a month."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from home.models import AlertBanner
from portal.core import clock
from tests.home.blocks.factories import make_page
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
PATH = "/cms/parutions/"
AT = datetime(2026, 12, 3, 8, tzinfo=clock.PARIS)


def scheduled(site, slug, at=AT, until=None):
    """A page written today, on line from an instant, and until another."""
    page = make_page(site, slug)
    page.unpublish()
    page.go_live_at, page.expire_at = at, until
    page.save_revision(approved_go_live_at=at)
    return page


def month(client, asked="2026-12"):
    return BeautifulSoup(client.get(PATH, {"mois": asked}).text, "html.parser").select_one(
        ".publications"
    )


def told(table):
    """{day: [(title, what)]} of the cells that hold something."""
    found = {}
    for cell in table.select("td:has(li)"):
        rows = [(one.a.text, one.small.text.replace("\u00a0", " ")) for one in cell.select("li")]
        found[int(cell.select_one(".date").text)] = rows
    return found


@pytest.fixture
def editor(made_site, signed_in, dircom):
    return signed_in(dircom)


def test_a_page_to_come_and_the_day_it_leaves_stand_on_their_days(made_site, editor):
    page = scheduled(made_site, "campagne", until=AT + timedelta(days=10))
    leaving = make_page(made_site, "enquete")
    leaving.expire_at = AT + timedelta(days=1)
    leaving.save()
    shown = month(editor)

    assert told(shown.table) == {
        3: [(page.title, "mise en ligne, 8 h 00")],
        4: [(leaving.title, "retrait, 8 h 00")],
        13: [(page.title, "retrait, 8 h 00")],
    }
    assert shown.select_one("td li a")["href"] == f"/cms/pages/{page.pk}/edit/"
    assert [a.text for a in shown.select(".agenda a")] == [page.title, leaving.title, page.title]


def test_a_banner_stands_on_its_first_and_its_last_day(editor):
    AlertBanner.objects.create(
        heading="Fermeture", text="Le 24.", starts_at=AT, ends_at=AT + timedelta(days=2), live=True
    )

    assert {day: rows[0][1].split(",")[0] for day, rows in told(month(editor).table).items()} == {
        3: "début du bandeau",
        5: "fin du bandeau",
    }


def test_an_instant_belongs_to_its_day_in_paris(made_site, editor):
    scheduled(made_site, "minuit", at=datetime(2026, 12, 31, 23, 30, tzinfo=clock.PARIS))

    assert (list(told(month(editor).table)), told(month(editor, "2027-01").table)) == ([31], {})


@pytest.mark.parametrize("asked", ["", "demain", "2026-13", "-1", "99999-01"])
def test_what_is_no_month_is_that_of_today(asked, editor):
    shown = month(editor, asked)

    assert shown.h2.text == "Novembre 2026"
    assert shown.select_one("[aria-current=date]").text == "24"
    assert "Rien n’est prévu ce mois-ci" in shown.text


def test_the_months_follow_each_other_within_their_bounds(editor):
    links = [
        [a["href"][-7:] for a in month(editor, one).nav.select("a")]
        for one in ("2026-12", "2016-01", "2099-12")
    ]

    assert links == [
        ["2026-11", "2026-11", "2027-01"],
        ["2026-11", "2016-02"],
        ["2099-11", "2026-11"],
    ]


def test_the_table_says_its_days_and_the_menu_leads_to_it(editor):
    shown = month(editor)
    heads = [one.text for one in shown.select("thead th[scope=col]")]

    assert (len(heads), heads[0], shown.table["aria-labelledby"]) == (7, "Lundi", shown.h2["id"])
    assert PATH in editor.get("/cms/").text


def test_a_month_costs_the_same_for_one_and_for_many(made_site, editor):
    scheduled(made_site, "un")
    one = queries(editor, f"{PATH}?mois=2026-12")
    for n in range(4):
        scheduled(made_site, f"p{n}")

    assert queries(editor, f"{PATH}?mois=2026-12") == one
