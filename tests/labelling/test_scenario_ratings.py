"""Ratings of the demonstration: unlike by theme, organism, cycle and auditor, the same whatever the day it opens."""

from collections import defaultdict
from statistics import fmean

import pytest

from labelling.scenario import ratings
from labelling.scenario.demonstration import demonstration
from tests.labelling.test_scenario_days import OPENED

REFUSED = "audit-org17-1"


@pytest.fixture(scope="module")
def made():
    return demonstration(OPENED[0])


def rated(made, kind):
    """{what is rated: (by whom, {code: rating} of every criterion but that of the mention)}."""
    every = {one.code: 2 for one in ratings.criteria() if not one.applies_if}
    told = [act for act in made.acts if act["do"] == f"{kind}.rate_all"]
    return {act["on"]: (act["by"], every | act["with"]["ratings"]) for act in told}


def audits(made):
    return {name: given for name, (_, given) in rated(made, "mission").items()}


def by_cycle(found, cycle):
    return [fmean(given.values()) for name, given in found.items() if name.endswith(f"-{cycle}")]


def test_most_criteria_are_in_place_or_better_and_no_theme_is_rated_as_another(made):
    themes, given = defaultdict(list), []
    for name, one in audits(made).items():
        if name != REFUSED:
            given += one.values()
            for code, rating in one.items():
                themes[code.partition(".")[0]].append(rating)

    means = {code: round(fmean(values), 2) for code, values in themes.items()}
    assert len(set(means.values())) > 8
    assert 1.8 < min(means.values()) < max(means.values()) < 2.6
    assert sum(rating >= 2 for rating in given) / len(given) > 0.9


def test_an_organism_does_better_when_it_renews_its_label(made):
    found = audits(made)
    means = [fmean(by_cycle(found, cycle)) for cycle in (1, 2, 3, 4)]

    assert means == sorted(means)
    assert means[2] - means[0] > 0.15


def test_whoever_is_granted_the_label_meets_what_is_mandatory_and_the_refused_does_not(made):
    mandatory = [one.code for one in ratings.criteria() if one.mandatory]
    lacking = {
        name: sum(given[code] < 2 for code in mandatory) for name, given in audits(made).items()
    }

    assert lacking.pop(REFUSED) > 10
    assert set(lacking.values()) == {0}


def test_ratings_agree_with_the_findings_of_the_audit(made):
    told, mandatory = audits(made), {one.code: one.mandatory for one in ratings.criteria()}
    expected = {"PF": {3}, "PP": {1, 2}, "NCm": {0, 1}}
    for act in made.acts:
        if act["do"] == "mission.add_finding" and act["on"] != REFUSED:
            kind, code = act["with"]["kind"], act["with"]["criterion"]
            allowed = {2} if kind == "NCm" and mandatory[code] else expected[kind]
            assert told[act["on"]][code] in allowed


def test_findings_come_back_from_one_audit_to_the_next(made):
    """What the figures of findings that come back and of repeated non-conformities tell."""
    found = defaultdict(list)
    for act in made.acts:
        if act["do"] == "mission.add_finding":
            who = act["on"].split("-")[1]
            found[who, act["with"]["kind"], act["with"]["criterion"]].append(act["on"])

    again = defaultdict(int)
    for (_, kind, _), where in found.items():
        again[kind] += len(where) > 1
    assert min(again[kind] for kind in ("NCm", "PP", "PF")) > 2
    assert sum(len(where) == 1 for where in found.values()) > 60


def test_an_organism_is_kinder_to_itself_than_its_auditor_but_not_on_every_criterion(made):
    own, found = rated(made, "assessment"), audits(made)
    pairs = [
        (own[name.replace("audit", "dossier")][1], given)
        for name, given in found.items()
        if name != REFUSED
    ]
    gaps = [mine[code] - given[code] for mine, given in pairs for code in given if code in mine]

    assert {-1, 0, 1} <= set(gaps)
    assert len({tuple(mine.values()) for mine, _ in pairs}) == len(pairs)


def test_two_auditors_do_not_rate_an_organism_alike(made):
    class Told:
        landlord, rank, cycle, type, is_refused = made_up(), 1, 1, "", False

    severe, other = (ratings.audited(Told, name, []) for name in ("auditeur4", "auditeur1"))
    every = [one.code for one in ratings.criteria()]
    assert fmean(severe.get(code, 2) for code in every) < fmean(
        other.get(code, 2) for code in every
    )


def made_up():
    class Landlord:
        label = "Office d’essai"

    return Landlord


@pytest.mark.parametrize("until", OPENED[1:], ids=str)
def test_ratings_are_the_same_whatever_the_day(until, made):
    other = demonstration(until)

    for kind in ("mission", "assessment"):
        assert rated(other, kind) == rated(made, kind)
