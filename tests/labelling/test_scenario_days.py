"""Days of the demonstration, at any date: worked where people meet, none in the future."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import pytest

from labelling.scenario import demonstration as generating
from labelling.scenario.demonstration import generated
from labelling.scenario.reports import SUMMARIES
from portal.core.working_days import is_working_day, next_working_day
from portal.scenario.parsing import check, read

OPENED = [
    date(2026, 11, 27),
    date(2026, 12, 31),
    date(2027, 5, 8),  # a holiday and a Saturday
    date(2027, 8, 15),  # a holiday and a Sunday
    date(2028, 2, 29),
    date(2030, 4, 22),  # Easter Monday
]
DATES = ("starts_on", "ends_on", "opened_on", "closed_on")
demonstration = lru_cache(maxsize=8)(generating.demonstration)  # read by all, changed by nobody
EVERY = pytest.mark.parametrize("until", OPENED, ids=str)


def days(until, *names, of=()):
    """The dates of these names in the acts of a kind, or in all."""
    told = [act.get("with", {}) for act in demonstration(until).acts if not of or act["do"] in of]
    return [values[name] for values in told for name in names if isinstance(values.get(name), date)]


def sessions(until):
    return days(until, "held_on", of=("committee.session", "reconvene"))


@EVERY
def test_no_mission_opens_or_ends_on_a_day_off(until):
    """But in the days off where the demonstration stops: they tell what is under way."""
    dated = days(until, *DATES)

    off = [day for day in dated if not is_working_day(day)]
    assert [day for day in off if not day <= until < next_working_day(day)] == []
    assert len(dated) > 100


@EVERY
def test_every_session_is_held_on_a_day_that_is_worked(until):
    held = sessions(until)

    assert [day for day in held if not is_working_day(day)] == []
    assert len([day for day in held if day < until]) > 20


@EVERY
def test_a_session_was_held_in_the_sixty_days_before_and_one_comes_in_the_sixty_after(until):
    held, span = sessions(until), timedelta(days=60)

    assert [day for day in held if until - span <= day < until] != []
    assert [day for day in held if until < day <= until + span] != []


@EVERY
def test_the_story_runs_for_ten_years_up_to_the_day_and_not_beyond(until):
    told = demonstration(until).ordered()

    assert told[-1]["at"].date() == until
    assert 10 < (until - told[0]["at"].date()).days / 365.25 < 12


@EVERY
def test_the_same_acts_are_told_whatever_the_day(until):
    """The personas are the same people in the same places: only dates and what names them change."""

    def told(day):
        made = demonstration(day)
        return made.people, sorted(
            (act["do"], act["by"]) for act in made.acts if act["do"] != "notify"
        )

    assert told(until) == told(OPENED[0])


def test_those_who_are_away_those_who_sit_for_others_and_those_who_withdraw_are_not_always_the_same():
    told = [act for act in demonstration(OPENED[0]).acts if act["do"].startswith("committee.")]
    rooms = [act["with"] for act in told if act["do"] == "committee.attend"]
    withdrawn = [
        str(act["with"]) for act in told if act["do"] == "committee.declare_all" and "with" in act
    ]

    assert len({str(room["absent"]) for room in rooms}) > 10
    assert len({str(room.get("substitutes")) for room in rooms}) > 10
    assert len(set(withdrawn)) > 5


def test_no_two_audits_of_an_organism_say_the_same():
    said = {}
    for act in demonstration(OPENED[0]).acts:
        if act["do"] == "send_draft" and act["on"].startswith("audit-"):
            said.setdefault(act["on"].split("-")[1], []).append(act["with"]["summary"])

    assert [one for one, texts in said.items() if len(set(texts)) < len(texts)] == []
    assert len({text for texts in said.values() for text in texts}) == len(SUMMARIES)


def test_titles_agree_with_the_people_who_bear_them():
    people = demonstration(OPENED[0]).people

    assert people["president"]["persona"] == "Présidente du comité"
    assert people["contact31"]["first_name"] == "Bastien"
    assert people["contact31"]["persona"].startswith("Correspondant, ")


def test_a_visitor_may_be_a_candidate_auditor_an_organism_just_let_in_and_the_technique():
    """Whose work begins: the sentence of each on /demo/ says what they find."""
    doors = [one["persona"] for one in demonstration(OPENED[0]).people.values() if "persona" in one]
    said = ("demande d’agrément à compléter", "premier dossier à ouvrir", "proposition à confirmer")

    assert [sum(words in door for door in doors) for words in said] == [1, 2, 1]


@EVERY
def test_its_content_has_no_mistake(until):
    assert len(check(demonstration(until).content(), "démonstration").steps) > 3_000


def test_until_an_instant_nothing_is_still_to_happen_on_the_last_day():
    now = datetime(2026, 11, 27, 8, 12)
    told = demonstration(now).ordered()
    whole = demonstration(now.date()).ordered()

    assert max(act["at"] for act in told) == now
    assert [act["do"] for act in told] == [act["do"] for act in whole]


def test_what_the_worker_plays_is_left_out_of_the_story_and_names_people_only():
    made = demonstration(OPENED[0])
    at_once, kit = made.at_once()["acts"], made.afterwards("kit.")["acts"]

    assert len(at_once) + len(made.later) == len(made.acts)
    assert {act["do"] for act in kit} == {"kit.load", "kit.take"}
    assert [act for act in made.later if act.get("on") or act["by"] not in made.people] == []


def test_a_larger_scenario_is_made_from_a_seed():
    made = generated(40, 5, 1, OPENED[0])

    assert len(check(made.content(), "jeu").steps) > 400
    assert generated(40, 5, 1, OPENED[0]).content() == made.content()


@pytest.mark.parametrize(("organisms", "expected"), [(50, 12), (200, 40)])
def test_a_larger_scenario_has_as_many_auditors_as_its_organisms_ask_for(organisms, expected):
    """Twelve, those of the demonstration, are all busy on some day from a hundred organisms on."""
    made = generated(organisms, 4, 1, OPENED[0])

    assert sum(name.startswith("auditeur") for name in made.people) == expected


def test_of_a_hundred_auditors_each_is_accredited_before_they_are_insured_again():
    made = generated(510, 1, 1, OPENED[0])
    days = {}
    for act in made.acts:
        if act.get("on", "").startswith("agrement-auditeur"):
            days.setdefault((act["do"], act["on"]), act["at"])
    insured = {on: day for (do, on), day in days.items() if do == "accreditation.insure"}
    sessions = [act["at"] for act in made.acts if act["do"] == "close_vote"]

    assert len(insured) == 510 // 5
    assert min(insured.values()) > min(sessions)


def test_a_scenario_written_in_a_file_is_read_as_it_was_told(tmp_path):
    made = demonstration(OPENED[0])
    made.write(tmp_path / "told.yaml")
    shown = [(step.at, step.by, step.do, step.on) for step in read(tmp_path / "told.yaml").steps]

    assert shown == [
        (step.at, step.by, step.do, step.on) for step in check(made.content(), "").steps
    ]
