"""The demonstration's plan against the rules, whatever the day one opens it: what a replay would refuse is seen here.

One day whose replay passes is the model: on any other, each thing lives the same acts in the same order, and the
delays that the rules count hold.
"""

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from labelling.scenario.days import deadlines
from portal.core.working_days import last_day_of_validity
from tests.labelling.test_scenario_days import OPENED, demonstration

SESSION = re.compile(r"seance-\d{4}-\d\d-\d\d")
THING = re.compile(r"(dossier|hqs|audit)-(org\d+)-?(\w+)?")
VALID_FOR = 36  # months


@pytest.fixture(scope="module")
def model():
    return lives(demonstration(OPENED[0]))


@pytest.fixture(scope="module")
def plans():
    """{day: demonstration as of that day}, over two years; of each day of six years, in make test-all."""
    days = [OPENED[0] + timedelta(days=61 * number) for number in range(12)]
    return {day: demonstration(day) for day in days}


def lives(made):
    """{thing: [(act, on, as)] in their order}: of a session with its points, of a dossier with its audits."""
    opened = [act["as"] for act in made.acts if act["do"] == "committee.session"]
    ranks = {name: f"session{rank}" for rank, name in enumerate(opened)}
    found = defaultdict(list)
    for act in made.ordered():
        on, as_ = (
            SESSION.sub(lambda name: ranks.get(name[0], "reconvened"), act.get(key, ""))
            for key in ("on", "as")
        )
        told = " ".join((on, as_, *(str(one) for one in act.get("with", {}).values())))
        for name in set(re.findall(r"\borg\d+\b|\bsession\d+\b", told)):
            found[name].append((act["do"], on, as_))
    return found


def unlike(model, life):
    """The first act that comes out of its order, or ""."""
    pairs = zip([*model, None], [*life, None], strict=False)
    return next((f"{was} → {now}" for was, now in pairs if was != now), "")


def disordered(made, model):
    found = lives(made)
    told = ((name, unlike(model.get(name, []), found.get(name, []))) for name in model | found)
    return [f"{name} : {said}" for name, said in told if said]


def audits(made):
    """(dossier, day of its audit, anchor of its window, deadline): BR-17."""
    granted, closed = {}, {}
    for act in made.acts:
        thing = THING.match(act.get("on", ""))
        if act["do"] == "committee.list_dossier":
            dossier = act["with"]["dossier"].removeprefix("@")
            granted[dossier] = date.fromisoformat(act["on"].removeprefix("seance-"))
        if act["do"] == "close_fieldwork" and thing[1] == "hqs":
            closed[thing[2]] = act["with"]["closed_on"]
    for act in made.acts:
        if act["do"] != "start_audit":
            continue
        _, who, cycle = THING.match(act["on"]).groups()
        if cycle == "1":
            yield act["on"], act["at"].date(), closed[who], "D06"
        elif cycle.isdigit():
            months = VALID_FOR * (int(cycle) - 1)
            end = last_day_of_validity(granted[f"dossier-{who}-1"], months)
            yield act["on"], act["at"].date(), end, "D06v"


def off_window(made):
    off = []
    for dossier, opened, anchor, code in audits(made):
        start, end = deadlines()[code].window(anchor)
        if not start <= opened <= end:
            off.append(f"{dossier} {opened} : {code}, {start} – {end}")
    return off


def twice_busy(made):
    held = defaultdict(list)
    for act in made.acts:
        if act["do"] == "propose" and "auditor" in act["with"]:
            one = act["with"]
            held[one["auditor"]].append((one["starts_on"], one["ends_on"], act["on"]))
    pairs = (pair for missions in held.values() for pair in pairwise(sorted(missions)))
    return [f"{one} {other}" for one, other in pairs if other[0] <= one[1]]


def written_by_the_clock(made):
    """Sessions whose minutes the clock would draft before their secretary does."""
    clocks = [act["at"] for act in made.acts if act["do"] == "clock.run"]
    closed, late = {}, []
    for act in made.ordered():
        if act["do"] == "close":
            closed[act["on"]] = act["at"]
        if act["do"] == "draft_minutes" and any(
            closed[act["on"]] < at <= act["at"] for at in clocks
        ):
            late.append(f"{act['on']} {act['at']}")
    return late


def test_each_thing_lives_the_same_acts_in_the_same_order(plans, model):
    found = {day: disordered(made, model) for day, made in plans.items()}

    assert {day: said for day, said in found.items() if said} == {}


def test_each_audit_opens_in_its_window(plans):
    """BR-17: ten to fourteen months after the diagnosis, six to three before the end of the label."""
    found = {day: off_window(made) for day, made in plans.items()}

    assert {day: said for day, said in found.items() if said} == {}
    assert {code for *_, code in audits(plans[OPENED[0]])} == {"D06", "D06v"}


def test_no_clock_runs_between_a_session_and_its_minutes(plans):
    found = {day: written_by_the_clock(made) for day, made in plans.items()}

    assert {day: said for day, said in found.items() if said} == {}


def test_no_auditor_is_on_two_missions_the_same_day(plans):
    """BR-26."""
    found = {day: twice_busy(made) for day, made in plans.items()}

    assert {day: said for day, said in found.items() if said} == {}


@pytest.mark.slow
@pytest.mark.parametrize("year", range(2026, 2032))
def test_each_day_of_six_years_has_its_demonstration(model, year):
    found = {}
    for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        day = date(year, 1, 1) + timedelta(days=number)
        made = demonstration(day)
        found[day] = [
            *disordered(made, model),
            *off_window(made),
            *twice_busy(made),
            *written_by_the_clock(made),
        ]

    assert {day: said for day, said in found.items() if said} == {}
