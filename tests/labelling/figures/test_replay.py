"""Law of the stock: told of a past day from the whole journal, it is what was counted live on that day."""

from datetime import date

import pytest

import labelling.steering.figures.dictionary  # noqa: F401 -- says the figures
from portal.core import clock
from portal.core.read_once import reading_once
from portal.figures import Period, figure
from tests.labelling.figures.replaying import Replay, live, noon


def told_on(day):
    return {code: figure(code).value(Period.at(day)) for code in live()}


def law(seed):
    replay = Replay(seed).run()
    with clock.at(noon(replay.last)):
        told = {day: told_on(day) for day in replay.counted}
        with reading_once():  # a report reads the journal once for all its days
            again = {day: told_on(day) for day in replay.counted}
    assert told == replay.counted
    assert again == told
    return replay


def variety(counted, code):
    return {one[code] for one in counted.values()}


@pytest.mark.django_db
def test_a_stock_told_of_a_past_day_is_what_was_counted_live_on_that_day():
    replay = law(seed=2)

    assert all(max(variety(replay.counted, code)) >= 1 for code in live())
    assert len(replay.counted) > 12


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_stock_told_of_a_past_day_is_the_same_on_the_database_of_production():
    law(seed=11)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(20, 24))
def test_whatever_happened_since_the_stock_of_a_day_is_what_it_was(seed):
    law(seed)


@pytest.mark.django_db
def test_the_journal_tells_of_today_what_the_states_say():
    """The evening of the last day is read from the lines as soon as it is over."""
    replay = Replay(3, months=12).run()
    with clock.at(noon(replay.last)):
        today = told_on(replay.last)
    with clock.at(noon(date(replay.last.year + 1, 12, 31))):
        assert told_on(replay.last) == today
