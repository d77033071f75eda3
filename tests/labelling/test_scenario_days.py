"""The demonstration's missions: proposed and opened on days that are worked; its file is what the code writes."""

from datetime import date

import pytest

from labelling.scenario.generating import demonstration
from portal.core.working_days import is_working_day, next_working_day
from tests.e2e.serving import DEMONSTRATION, ROOT

DATES = ("starts_on", "ends_on", "opened_on", "closed_on")


@pytest.mark.parametrize("until", ["2026-11-24", "2026-11-22", "2026-11-11"])  # a Sunday, a holiday
def test_no_mission_opens_or_ends_on_a_day_off(until):
    """But in the days off where the demonstration stops: they tell what is under way."""
    until = date.fromisoformat(until)
    told = demonstration(until).acts
    days = [act["with"][name] for act in told for name in DATES if name in act.get("with", {})]
    days = [day for day in days if isinstance(day, date)]

    off = [day for day in days if not is_working_day(day)]
    assert [day for day in off if not day <= until < next_working_day(day)] == []
    assert len(days) > 100


def test_the_file_is_the_demonstration_of_its_last_day(tmp_path):
    demonstration(date(2026, 11, 24)).write(tmp_path / "told.yaml")

    assert (tmp_path / "told.yaml").read_text() == (ROOT / DEMONSTRATION).read_text()
