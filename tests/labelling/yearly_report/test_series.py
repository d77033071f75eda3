"""Series of a public figure: what a published report froze is told as it told it, whatever the register says since."""

import pytest

from labelling.steering.yearly_report.content import series

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offered(monkeypatch):
    monkeypatch.setitem(series.SERIES, "connus", "trial.known")


def told():
    return {one.year: (one.value, one.report) for one in series.series("connus").points}


def test_each_year_is_told_on_its_last_day_and_this_one_today(organisms):
    found = told()

    assert [found[year][0] for year in ("2024", "2025", "2026", "2027")] == [0, 2, 3, 3]
    assert {report for _value, report in found.values()} == {""}
    assert list(found) == [str(year) for year in range(2018, 2028)]


def test_br97_a_year_that_a_published_report_froze_stays_what_it_said(published, organisms):
    before = told()["2026"]
    organisms[2].delete()
    after = told()

    assert before == after["2026"] == (3, "Bilan 2026")
    assert after["2027"] == (2, "")


def test_a_report_that_is_not_published_freezes_nothing_for_the_public(draft):
    assert told()["2026"] == (3, "")


def test_what_is_no_series_is_none():
    assert series.series("score") is None
