"""Quorum and votes: each vector, then every vote of three seats against a second implementation."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelling.parties.framework.models import CommitteeRulesVersion
from labelling.parties.framework.votes import (
    QUESTIONS,
    count_ballots,
    decision_label,
    has_quorum,
    outcome,
    percent,
    quorum_needed,
)

RULES = CommitteeRulesVersion()


@pytest.mark.parametrize(
    ("seats", "recused", "needed"),
    [(13, 0, 7), (13, 2, 6), (12, 2, 5), (3, 3, None), (1, 0, 1), (2, 1, 1)],
)
def test_br52_quorum_is_half_of_the_seats_that_are_not_recused(seats, recused, needed):
    assert quorum_needed(seats, recused, RULES) == needed


def test_br54_an_item_without_quorum_is_blocked():
    assert has_quorum(5, 12, 2, RULES)
    assert not has_quorum(4, 12, 2, RULES)
    assert not has_quorum(0, 3, 3, RULES)


@pytest.mark.parametrize(
    ("kind", "ballots", "chair", "expected"),
    [
        ("label", {"grant": 6, "refuse": 5}, None, ("grant", True)),
        ("label", {"grant": 5, "refuse": 5}, "grant", ("grant", True)),
        ("label", {"grant": 5, "refuse": 5, "abstain": 1}, "abstain", ("adjourn", False)),
        ("label", {"abstain": 7}, "abstain", ("adjourn", False)),
        ("withdrawal", {"yes": 8, "no": 4}, None, ("yes", True)),
        ("withdrawal", {"yes": 7, "no": 4}, None, ("no", False)),
        # what the vectors above leave open
        ("label", {}, None, (None, False)),
        ("label", {"grant": 3, "grant_with_recommendations": 4, "refuse": 6}, None, ("grant_with_recommendations", True)),  # noqa: E501 -- a table
        ("label", {"grant": 3, "grant_with_recommendations": 3, "refuse": 2}, "grant", ("grant", True)),
        ("label", {"grant": 3, "grant_with_recommendations": 3}, "refuse", ("grant_with_recommendations", True)),
        ("label", {"grant": 5, "refuse": 5}, "refuse", ("adjourn", False)),
        ("label", {"refuse": 7, "grant": 4}, None, ("adjourn", False)),
        ("label", {"refuse": 8, "grant": 4}, None, ("refuse", True)),
        ("label", {"grant": 4, "refuse": 4, "adjourn": 2}, "grant", ("adjourn", False)),
        ("suspension", {"yes": 6, "no": 5}, None, ("yes", True)),
        ("suspension", {"yes": 5, "no": 5}, "no", ("no", True)),
        ("accreditation", {"validate": 2, "refuse": 1}, None, ("validate", True)),
    ],
)  # fmt: skip
def test_br55_votes(kind, ballots, chair, expected):
    found = outcome(ballots, item_kind=kind, rules=RULES, chair_option=chair)

    assert (found.option, found.carried) == expected


def test_br52_a_recused_seats_ballot_is_rejected_before_counting():
    ballots = [("USH", "grant"), ("CDC", "refuse"), ("LOC-1", "refuse")]

    assert count_ballots(ballots, recused={"LOC-1"}) == {"grant": 1, "refuse": 1}


def test_an_answer_that_the_question_does_not_offer_is_refused():
    with pytest.raises(ValueError, match="réponse inconnue"):
        outcome({"yes": 1}, item_kind="label", rules=RULES)


def test_the_sentence_tells_the_arithmetic():
    found = outcome({"yes": 7, "no": 4, "abstain": 2}, item_kind="withdrawal", rules=RULES)

    assert found.sentence.replace("\u00a0", " ") == (
        "Pour : 7. Contre : 4. Ajourner : 0. Abstentions : 2. 7 voix sur 11, soit 63,6 % ; "
        "il en faut au moins les deux tiers (8) : la proposition est rejetée."
    )


def test_majorities_are_data():
    rules = CommitteeRulesVersion(special_answers=["suspension.yes"], casting_vote=False)

    def result(kind, chair, **ballots):
        return outcome(ballots, item_kind=kind, rules=rules, chair_option=chair).option

    assert result("suspension", None, yes=6, no=5) == "no"
    assert result("withdrawal", None, yes=6, no=5) == "yes"
    assert result("label", "grant", grant=5, refuse=5) == "adjourn"


def oracle(kind, votes, chair):
    """The rule again, written from the sentence of the rules file and not from the code.

    More than half of the votes cast carries; a refusal, or a withdrawal, needs two thirds of
    them; at exactly half the président's side carries, unless two thirds are asked for.
    """
    sides = {
        "grant": "for", "grant_with_recommendations": "for", "yes": "for", "validate": "for",
        "refuse": "against", "no": "against", "adjourn": "adjourn",
    }  # fmt: skip
    two_thirds = {("label", "against"), ("accreditation", "against"), ("withdrawal", "for")}
    cast = [sides[vote] for vote in votes if vote != "abstain"]
    for side in ("for", "against", "adjourn"):
        share = Fraction(cast.count(side), len(cast)) if cast else Fraction(0)
        if (kind, side) in two_thirds:
            carried = share >= Fraction(2, 3)
        else:
            carried = share > Fraction(1, 2)
            carried |= share == Fraction(1, 2) and sides.get(chair) == side
        if carried:
            return side, True
    short = (
        kind == "withdrawal" and cast and Fraction(cast.count("for"), len(cast)) > Fraction(1, 2)
    )
    return ("against" if short else "adjourn"), False


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_vote_of_three_seats(kind):
    """Each seat answers anything, and each seat in turn is the président's (or nobody is)."""
    question = QUESTIONS[kind]
    side = dict.fromkeys(question.favourable, "for") | {
        question.against: "against",
        "adjourn": "adjourn",
    }
    for votes in product(question.options, repeat=3):
        for chair in (*votes, None):
            counts = {option: votes.count(option) for option in question.options}
            found = outcome(counts, item_kind=kind, rules=RULES, chair_option=chair)

            assert (side[found.option], found.carried) == oracle(kind, votes, chair), (votes, chair)


counts = st.integers(min_value=0, max_value=40)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(QUESTIONS)), counts, counts, counts, counts, counts)
def test_abstentions_never_change_an_outcome(kind, favour, against, later, abstained, more):
    question = QUESTIONS[kind]
    ballots = {question.favourable[0]: favour, question.against: against, "adjourn": later}
    few = outcome(ballots | {"abstain": abstained + 1}, item_kind=kind, rules=RULES)
    many = outcome(ballots | {"abstain": abstained + 1 + more}, item_kind=kind, rules=RULES)

    assert (few.option, few.carried) == (many.option, many.carried)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_quorum_is_at_least_half_and_at_most_all(seats, recused):
    needed = quorum_needed(seats, recused, RULES)
    eligible = seats - recused

    assert needed is None if eligible <= 0 else 2 * needed >= eligible >= needed >= 1


def test_percentages_round_half_up():
    assert [percent(1, 8), percent(1, 16), percent(2, 3), percent(1, 1)] == [
        "12,5\u00a0%", "6,3\u00a0%", "66,7\u00a0%", "100\u00a0%",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", QUESTIONS)
def test_what_is_decided_is_never_said_yes_or_no(kind):
    question = QUESTIONS[kind]
    said = {decision_label(kind, option) for option in question.options}

    assert len(said) == len(question.options)
    assert {"Oui", "Non"} & said == set()
