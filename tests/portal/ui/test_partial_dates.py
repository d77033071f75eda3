"""Dates that are not known to the day: what they span, what is said of them."""

from datetime import date

import pytest

from portal.ui import partial_dates


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2025-06-01", date(2025, 6, 1), date(2025, 6, 1), "1er\u00a0juin 2025"),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28), "février 2025"),
        ("2025-T1", date(2025, 1, 1), date(2025, 3, 31), "1er trimestre 2025"),
        ("2025-T4", date(2025, 10, 1), date(2025, 12, 31), "4e trimestre 2025"),
        ("2026-S01", date(2025, 12, 29), date(2026, 1, 4), "semaine 1 de 2026"),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "2025"),
    ],
)
def test_a_date_spans_from_its_first_to_its_last_day_and_is_said_as_it_is_known(
    text, first, last, said
):
    assert partial_dates.parse(text) == (first, last)
    assert partial_dates.say(text) == said
    assert partial_dates.precise(text) == (first if first == last else None)


@pytest.mark.parametrize(
    "text", ["", None, "vers Pâques", "2025-02-30", "2025-S54", "2025-T5", "2025-13"]
)
def test_what_is_no_date_stays_as_it_is_written(text):
    assert partial_dates.parse(text) is None
    assert partial_dates.say(text) == (text or "")
