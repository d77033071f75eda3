"""Manners of writing a date: what is kept is as precise as what is written."""

import datetime

import pytest

from labelling.steering.history_import.reader.facts import Calendar
from labelling.steering.history_import.reader.texts.dates import (
    Date,
    date_of_value,
    find_dates,
    parse_iso,
)
from tests.labelling.history_import.reader.books import TODAY

WRITTEN = {
    "AMO oct 23 (N. Brel)": ["2023-10"],
    "du 21/05/2025 au 20/05/2028": ["2025-05-21", "2028-05-20"],
    "22/05/2019 fav. ; 23/11/2022 renouv.": ["2019-05-22", "2022-11-23"],
    "31 août 20": ["2020-08-31"],
    "juil 24": ["2024-07"],
    "juin 22": ["2022-06"],
    "T4 2020": ["2020-T4"],
    "2024 T1": ["2024-T1"],
    "3e trim. 2023": ["2023-T3"],
    "mi-octobre 2026": ["2026-10"],
    "fin avril 2024": ["2024-04"],
    "printemps 2027": ["2027-T2"],
    "S23 2025": ["2025-06"],
    "26.03.2021": ["2021-03-26"],
    "2024-06-18": ["2024-06-18"],
    "20170400": ["2017-04"],
    "20240618": ["2024-06-18"],
    "99991231": [],
    "26 et 27 janvier 2023": ["2023-01-26"],
    "du 12 au 14/10/26": ["2026-10-12"],
    "18 juin et 10 décembre 2024": ["2024-06-18", "2024-12-10"],
    "12/2024": ["2024-12"],
    "depuis 2022": ["2022"],
    "19250 logements": [],
    "01 99 00 70 15": [],
    "2 h avec le DG": [],
}


@pytest.mark.parametrize(("text", "kept"), WRITTEN.items())
def test_dates_of_a_text_are_kept_as_precise_as_written(text, kept):
    assert [date.iso() for date in find_dates(text)] == kept


def test_a_day_that_does_not_exist_keeps_its_month_and_says_so():
    assert [(date.iso(), date.is_impossible) for date in find_dates("31/04/2025")] == [
        ("2025-04", True)
    ]


@pytest.mark.parametrize(
    ("value", "shown", "kept"),
    [
        (datetime.datetime(2022, 6, 1), "dd/mm/yyyy", "2022-06-01"),
        (datetime.datetime(2022, 6, 1), "mmm yy", "2022-06"),
        (45000, "", "2023-03-15"),
        (20240618, "", "2024-06-18"),
        (2023, "", "2023"),
    ],
)
def test_a_cell_that_is_a_date_or_a_number(value, shown, kept):
    assert date_of_value(value, shown).iso() == kept


def test_a_number_of_1904_is_four_years_later():
    assert date_of_value(45000, since_1904=True).iso() == "2027-03-16"


def test_a_small_number_or_a_truth_is_no_date():
    assert [date_of_value(value) for value in (12, True, "mardi", None)] == [None] * 4


@pytest.mark.parametrize("kept", ["2024-06-18", "2024-06", "2024-T2", "2024"])
def test_what_is_written_is_read_again(kept):
    assert parse_iso(kept).iso() == kept


def settle(text, *, year=None, last=None, is_recent=False, ahead=False):
    calendar = Calendar(TODAY, year)
    calendar.last, calendar.is_recent = last, is_recent
    date, supplied = calendar.settle(find_dates(text)[0], ahead)
    return date.iso(), supplied


@pytest.mark.parametrize(
    ("text", "how", "kept"),
    [
        ("12/06", {"year": 2021}, "2021-06-12"),
        ("28/01", {"last": datetime.date(2025, 12, 10)}, "2026-01-28"),
        ("10/12", {"last": datetime.date(2026, 9, 14)}, "2026-12-10"),
        ("14 septembre", {"is_recent": True}, "2026-09-14"),
        ("15/12", {"is_recent": True}, "2025-12-15"),
        ("15/12", {"is_recent": True, "ahead": True}, "2026-12-15"),
        ("mars", {"ahead": True}, "2027-03"),
        ("20/11", {"ahead": True}, "2026-11-20"),  # just past: the file was written before
        ("20/11", {"is_recent": True, "ahead": True}, "2026-11-20"),
        ("20/08", {"ahead": True}, "2027-08-20"),
    ],
)
def test_a_date_without_a_year_takes_that_of_its_neighbours(text, how, kept):
    assert settle(text, **how) == (kept, True)


def test_a_date_with_its_year_is_left_as_it_is():
    assert settle("12/06/2020", year=2021) == ("2020-06-12", False)


def test_a_leap_day_carried_to_another_year_is_its_last_of_february():
    assert Date(None, 2, 29).with_year(2023).iso() == "2023-02-28"
