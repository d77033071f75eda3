"""Law of turns, of the replay: in each state that it goes through, who holds the ball is offered what moves it."""

from datetime import datetime

import pytest

from home.site.loading import ensure_site
from labelling.scenario.demonstration import demonstration
from portal.core import clock
from portal.core.read_once import reading_once
from portal.models import User
from portal.scenario.parsing import check
from portal.scenario.playing import Player
from portal.workflow.audit_log import Entry
from portal.workflow.checks import NOBODY
from tests.access.people import browser
from tests.access.turns import held
from tests.labelling.test_scenario_days import OPENED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KINDS = {model._meta.label_lower: model for model in held.KINDS}


class Watched(Player):
    """Looks at what each act has moved, the first time that a kind of thing is in that state, with that holder."""

    def _steps(self):
        self.seen, self.faults, last = set(), [], 0
        for step in self.scenario.steps:
            with clock.at(step.at):
                with reading_once():
                    self._play(step)
                lines = Entry.objects.filter(pk__gt=last, thing_type__in=KINDS).order_by("pk")
                for rank, kind, key in list(lines.values_list("pk", "thing_type", "thing_id")):
                    last = rank
                    self.look(KINDS[kind]._base_manager.get(pk=key))
        return self.addresses()

    def look(self, thing):
        name = type(thing).__name__, thing.state, thing.hand
        if thing.is_final or thing.hand in NOBODY or name in self.seen:
            return
        self.seen.add(name)
        active = User.objects.filter(is_active=True).order_by("pk")
        holder = next((one for one in active if thing.hand_for(one) == "vous"), None)
        if said := held.fault(thing, [holder] if holder else [], read):
            self.faults.append(f"{clock.today()}: {said}")


def read(person, path):
    answer = browser(person).get(path)
    return answer.content.decode() if answer.status_code == 200 else None


def test_in_each_state_of_the_replay_whoever_holds_the_ball_is_offered_what_moves_it():
    until = OPENED[0]
    with clock.at(datetime(until.year, until.month, until.day, 18)):
        ensure_site()
        player = Watched(check(demonstration(until).content(), "démonstration"), str(until))
        player.play()
        for thing in held.running():
            player.look(thing)

    assert (player.faults, len(player.seen) > 60) == ([], True)
