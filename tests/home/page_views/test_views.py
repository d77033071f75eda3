"""Page views of the public site: kept by page and day, listed, compared with counted days alone, folded by month."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.page_views.demonstration import ensure_views
from home.page_views.dictionary import counted_since
from home.page_views.jobs import fold_page_views
from home.page_views.models import PageViews, ViewedPage
from labelling.steering.performance import pages
from labelling.steering.performance.snapshots import take
from labelling.steering.yearly_report import counts as report_counting
from observatory.page_views.models import PracticePageViews
from portal.core import clock
from portal.figures import Period, figure
from portal.models import Role
from tests.factories import make_organism, make_user
from tests.observatory.factories import make_practice
from tests.portal.page_views.counting import counting, kept, read

pytestmark = pytest.mark.django_db
ADDRESS = "/espace/pages-lues/"
VIEWS = "site.views"


def viewed(title, *counts, section="label"):
    """A page with its views: (day, how many)."""
    path = f"/{title.lower()}/"
    page = ViewedPage.objects.create(path=path, title=title, section=section)
    PageViews.objects.bulk_create(
        [PageViews(page=page, day=day, count=many) for day, many in counts]
    )
    return page


@pytest.fixture
def diane(db):
    return make_user("Diane", "Com", roles=[Role.DIRCOM])


def cells(client, query=""):
    """[[page, section, views, a year before, difference]] of the file of the list."""
    text = client.get(f"/espace/tableaux/csv{ADDRESS}{query}").content.decode("utf-8-sig")
    rows = [line.split(";") for line in text.splitlines()]
    start = next(rank for rank, row in enumerate(rows) if row[0] == "Page")
    return [[row[0], *row[2:]] for row in rows[start + 1 :]]


def test_views_are_kept_by_page_and_day_with_the_words_of_the_page(
    made_site, client, settings, tmp_path, monkeypatch
):
    counting(settings, tmp_path, monkeypatch)
    for path in ("/", "/le-label/", "/le-label/", "/annuaire/", "/annuaire/"):
        assert read(client, path) == 200
    first = kept()
    Page.objects.filter(slug="le-label").update(title="Le label Quali’Hlm")
    read(client, "/le-label/")

    assert (first, kept(), kept()) == (5, 1, 0)
    rows = PageViews.objects.order_by("page__path")
    assert list(rows.values_list("page__path", "page__section", "day", "count")) == [
        ("/", "front", clock.today(), 1),
        ("/annuaire/", "directory", clock.today(), 2),
        ("/le-label/", "label", clock.today(), 3),
    ]
    assert ViewedPage.objects.get(path="/le-label/").title == "Le label Quali’Hlm"


def test_a_page_of_no_public_address_is_never_kept(
    made_site, client, settings, tmp_path, monkeypatch
):
    counting(settings, tmp_path, monkeypatch)
    read(client, "/le-label/")
    Page.objects.filter(slug="le-label").update(live=False)

    assert (kept(), ViewedPage.objects.count()) == (0, 0)


def test_the_list_tells_the_same_days_a_year_before(signed_in, diane):
    viewed("Alpha", (date(2024, 12, 1), 9), (date(2025, 11, 10), 40), (date(2026, 11, 10), 30))
    viewed("Beta", (date(2026, 11, 11), 50), section="practices")
    viewed("Gamma", (date(2025, 11, 1), 7))
    client = signed_in(diane)

    asked = "?du=2026-11-01&au=2026-11-24"
    assert cells(client, asked) == [
        ["Beta", "Observatoire", "50", "0", "50"],
        ["Alpha", "Le label", "30", "40", "-10"],
    ]
    assert cells(client, f"{asked}&rubrique=practices") == [
        ["Beta", "Observatoire", "50", "0", "50"]
    ]
    text = client.get(f"{ADDRESS}{asked}").text
    assert [one in text for one in ("−10", "+50", "<dd>47</dd>", "<dd>80</dd>", "non compté")] == [
        True, True, True, True, False,
    ]  # fmt: skip


def test_nothing_is_compared_with_days_that_nobody_counted(signed_in, diane):
    viewed("Alpha", (date(2025, 11, 10), 40), (date(2026, 11, 10), 30))
    client = signed_in(diane)

    asked = "?du=2026-11-01&au=2026-11-24"
    assert cells(client, asked) == [["Alpha", "Le label", "30", "", ""]]
    text = client.get(f"{ADDRESS}{asked}").text
    assert ("non compté" in text, "10\u00a0novembre 2025" in text) == (True, True)


def test_without_a_view_the_list_says_that_nothing_is_counted_yet(signed_in, diane):
    text = signed_in(diane).get(ADDRESS).text

    assert "Rien n’est encore compté" in text
    assert "Aucune lecture ces jours-là" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?du=2026-11-20&au=2026-11-01", "Le dernier jour précède le premier."),
        ("?au=2031-01-01", "Ce jour est à venir"),
        ("?du=demain", "Aucune lecture ces jours-là"),
        ("?rubrique=absente", "Aucune lecture ces jours-là"),
    ],
)
def test_days_that_mean_nothing_are_said(query, said, signed_in, diane):
    answer = signed_in(diane).get(f"{ADDRESS}{query}")

    assert (answer.status_code, said in answer.text) == (200, True)


def test_the_list_costs_the_same_with_one_page_and_many(signed_in, diane):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ADDRESS).status_code == 200
        return len(queries)

    client = signed_in(diane)
    viewed("Alpha", (clock.today(), 1))
    client.get(ADDRESS)
    one = cost()
    for rank in range(60):
        viewed(f"Page{rank}", (clock.today(), rank + 1))

    assert cost() == one


def test_the_figure_the_list_and_the_dashboard_tell_the_same(made_site, signed_in, diane, sonia):
    viewed("Alpha", (date(2025, 1, 1), 3), (date(2026, 11, 10), 30), (date(2026, 2, 1), 5))
    viewed("Beta", (date(2026, 11, 11), 50))
    year = Period(date(2026, 1, 1), date(2026, 11, 24))
    client = signed_in(sonia)
    page = client.get(f"/espace/pilotage/chiffres/{VIEWS}/").text
    listed = cells(client, "?du=2026-01-01&au=2026-11-24")

    assert figure(VIEWS).value(year) == 85 == sum(int(row[2]) for row in listed)
    assert f'{ADDRESS}?du=2026-01-01&amp;au=2026-11-24"' in page
    assert "<dd>85 <small>" in page
    desk = signed_in(diane).get("/cms/").text
    assert "Les plus lues en trente jours" in desk
    assert [one in desk for one in ("50\u00a0lectures", "30\u00a0lectures", ADDRESS)] == [True] * 3


def test_a_year_that_was_not_counted_whole_is_not_told(signed_in, sonia):
    viewed("Alpha", (date(2025, 3, 5), 10), (date(2026, 3, 5), 10))
    since = figure(VIEWS).value(Period(date(2025, 3, 5), date(2025, 12, 31)))
    told = [figure(VIEWS).value(Period.of_year(year)) for year in (2024, 2025, 2026)]
    take()
    [line] = [
        one for element in pages.performance(sonia)["elements"] for one in element["lines"]
        if one["figure"].code == VIEWS
    ]  # fmt: skip
    page = signed_in(sonia).get(f"/espace/pilotage/chiffres/{VIEWS}/?au=2025-12-31").text

    assert (since, told) == (10, [None, None, 10])
    assert line["change"] == "compté depuis le 5\u00a0mars 2025, pas encore sur une année entière"
    assert (line["way"], line["trend"]) == ("", None)
    # The page of the figure begins with the first day that was counted, unless it is asked otherwise.
    assert ("du 5\u00a0mars 2025" in page, "<dd>10 <small>" in page) == (True, True)


def test_performance_tells_the_reach_of_whole_years_and_leads_to_its_pages(sonia):
    for number in range(10):  # as many pages as a progress needs
        last = (date(2025, 5, 5), 7 if number == 0 else 2), (date(2026, 1, 1), 9)
        viewed(f"Page {number}", (date(2024, 1, 1), 1), *last)
    take()
    [line] = [
        one for element in pages.performance(sonia)["elements"] for one in element["lines"]
        if one["figure"].code == VIEWS
    ]  # fmt: skip

    assert (line["said"], line["way"]) == ("25\u00a0lectures", "better")
    assert line["change"] == "15\u00a0lectures de plus qu’en 2024"
    assert line["cases_url"] == f"{ADDRESS}?au=2025-12-31&du=2025-01-01"


def test_the_yearly_report_compares_counted_years_alone():
    viewed("Alpha", (date(2024, 1, 1), 10), (date(2025, 5, 5), 25))
    told = {
        year: [(one["value"], one["former_value"]) for one in rows if one["code"] == VIEWS]
        for year, rows in report_counting.count_years([2024, 2025]).items()
    }

    assert told == {2024: [(10, None)], 2025: [(25, 10)]}


def test_the_demonstration_has_the_same_views_each_time(made_site):
    practice = make_practice(make_organism(), "published")
    first = ensure_views()
    told = list(
        PageViews.objects.order_by("page__path", "day").values_list("page__path", "day", "count")
    )
    again = ensure_views()
    PageViews.objects.all().delete()
    PracticePageViews.objects.all().delete()

    assert (again, ensure_views()) == (0, first)
    rows = PageViews.objects.order_by("page__path", "day")
    assert list(rows.values_list("page__path", "day", "count")) == told
    assert (counted_since(), PracticePageViews.objects.values("practice").distinct().count()) == (
        date(2024, 1, 1),
        1,
    )
    assert ViewedPage.objects.filter(path=practice.get_public_url()).count() == 1


def test_old_years_are_told_by_month_and_no_sum_moves():
    days = [date(2024, 3, 5) + timedelta(days=rank) for rank in range(40)]
    viewed("Alpha", *((day, 2) for day in days), (date(2025, 3, 5), 1), (date(2025, 3, 6), 1))
    viewed("Beta", (date(2024, 3, 20), 7), (date(2024, 4, 2), 1))

    def sums():
        months = [
            Period(date(2024, 3, 5), date(2024, 3, 31)),
            Period(date(2024, 4, 1), date(2024, 4, 30)),
        ]
        return [figure(VIEWS).value(one) for one in (*months, Period.of_year(2025))]

    before = sums()
    folded = fold_page_views()

    assert (folded, fold_page_views()) == (2, 0)
    assert sums() == before == [61, 27, 2]
    rows = PageViews.objects.order_by("page__title", "day")
    assert list(rows.values_list("page__title", "day", "count")) == [
        ("Alpha", date(2024, 3, 5), 54),
        ("Alpha", date(2024, 4, 1), 26),
        ("Alpha", date(2025, 3, 5), 1),
        ("Alpha", date(2025, 3, 6), 1),
        ("Beta", date(2024, 3, 5), 7),
        ("Beta", date(2024, 4, 1), 1),
    ]
