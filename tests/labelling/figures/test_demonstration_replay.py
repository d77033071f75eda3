"""Law of the stock over the whole demonstration: eleven years, counted live each 31 December as they were played."""

from datetime import date

import pytest

from home.site.loading import ensure_site
from labelling.scenario.demonstration import demonstration
from portal.core import clock
from portal.figures import Period, figure
from portal.scenario.parsing import check
from portal.scenario.playing import Player
from tests.labelling.figures.replaying import live, noon

UNTIL = date(2026, 11, 27)
DAYS = [date(year, 12, 31) for year in range(2017, 2026)]


class Watched(Player):
    """Counts on the evening of each of `DAYS`, before the first act of a later day."""

    def __init__(self, scenario):
        super().__init__(scenario)
        self.days, self.counted = list(DAYS), {}

    def _play(self, step):
        while self.days and step.at.date() > self.days[0]:
            day = self.days.pop(0)
            with clock.at(noon(day)):
                self.counted[day] = live()
        super()._play(step)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_years_of_the_demonstration_are_told_as_they_were():
    with clock.at(noon(UNTIL)):
        ensure_site()
        player = Watched(check(demonstration(UNTIL).content(), "démonstration"))
        player.play()
        told = {day: {code: figure(code).value(Period.at(day)) for code in live()} for day in DAYS}
    assert told == player.counted
    assert max(one["stock.labelled"] for one in told.values()) > 10
