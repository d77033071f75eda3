"""Sentences of performance: a number and a difference, of nothing, of one, of many; never a cause."""

from datetime import date

import pytest

from labelling.steering.performance import elements, sentences
from labelling.steering.performance.sentences import GETS_BETTER, GETS_WORSE, STAYS

LEAST = {"effective_from": date(2016, 1, 1), "cases": 10, "share": 5, "points": 2}


def years(*values, last=2025, cases=10):
    first = last - len(values) + 1
    return [(first + n, value, cases) for n, value in enumerate(values)]


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("values", "unit", "said"),
    [
        ((None, None), "audits", "Audits : aucun cas depuis 2024."),
        ((3, None), "audits", "Audits : aucun cas en 2025 ; 3 audits en 2024."),
        ((None, 1), "audits", "Audits : 1 audit en 2025."),
        ((1, 1), "audits", "Audits : 1 audit en 2025, comme en 2024."),
        ((1, 2), "audits", "Audits : 2 audits en 2025, soit 1 audit de plus qu’en 2024."),
        ((62.5, 60.4), "%", "Audits : 60,4 % en 2025, soit 2,1 points de moins qu’en 2024."),
        ((5, None, 2), "audits", "Audits : 2 audits en 2025, soit 3 audits de moins qu’en 2023."),
        ((1, 3, 2, 4), "audits",
         "Audits : 4 audits en 2025, soit 2 audits de plus qu’en 2024, le plus haut depuis 2022."),
        ((4, 3, 5, 2), "audits",
         "Audits : 2 audits en 2025, soit 3 audits de moins qu’en 2024, le plus bas depuis 2022."),
        ((4, 3, 5, 5), "audits", "Audits : 5 audits en 2025, comme en 2024."),
        ((0, 0), "audits", "Audits : 0 audit en 2025, comme en 2024."),
    ],
)  # fmt: skip
def test_a_trend_says_the_last_year_and_its_difference(values, unit, said):
    assert plain(sentences.trend("Audits", unit, years(*values))) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((None, None), "aucun cas depuis 2024"),
        ((3, None), "3 audits en 2024"),
        ((None, 1), "première année"),
        ((1, 1), "comme en 2024"),
        ((1, 3, 2, 4), "2 audits de plus qu’en 2024, le plus haut depuis 2022"),
    ],
)
def test_a_table_says_the_change_alone(values, said):
    assert plain(sentences.change("audits", years(*values))) == said


@pytest.mark.parametrize(
    ("better", "values", "way"),
    [
        ("up", (1, 2), GETS_BETTER), ("up", (2, 1), GETS_WORSE), ("down", (2, 1), GETS_BETTER),
        ("down", (1, 2), GETS_WORSE), ("up", (2, 2), STAYS), ("up", (None, 2), ""), ("", (1, 2), ""),
        ("up", (1, 2, None), ""), ("up", (), ""),
    ],
)  # fmt: skip
def test_progress_is_what_the_table_declares(better, values, way):
    told = years(*values) or [(2025, None, 0)]
    assert sentences.direction(better, "audits", told, LEAST) == way


@pytest.mark.parametrize(
    ("cases", "values", "unit", "way"),
    [
        (9, (4, 1), "jours", ""), (10, (4, 1), "jours", GETS_BETTER), (10, (60, 57), "jours", STAYS),
        (10, (60, 56), "jours", GETS_BETTER), (10, (60, 62), "%", STAYS), (10, (60, 62.1), "%", GETS_WORSE),
    ],
)  # fmt: skip
def test_a_progress_has_ten_cases_and_a_gap_beyond_its_threshold(cases, values, unit, way):
    assert sentences.direction("down", unit, years(*values, cases=cases), LEAST) == way


def test_thresholds_are_those_of_the_day():
    assert elements.thresholds(date(2026, 12, 1)) == LEAST
    assert elements.thresholds(date(2010, 1, 1)) == LEAST  # the first, before any has begun


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "Rien ne permet encore de comparer 2025 à une année antérieure."),
        ([("Score", "")], "Rien ne permet encore de comparer 2025 à une année antérieure."),
        ([("Score", GETS_BETTER)], "En 2025, 1 chiffre s’améliore (Score)."),
        (
            [("Score", GETS_BETTER), ("Délai", GETS_BETTER), ("Présence", GETS_WORSE)],
            "En 2025, 2 chiffres s’améliorent (Score, Délai) et 1 recule (Présence).",
        ),
        (
            [("A", GETS_WORSE), ("B", GETS_WORSE), ("C", STAYS), ("D", GETS_BETTER), ("E", STAYS)],
            "En 2025, 1 chiffre s’améliore (D), 2 reculent (A, B) et 2 ne changent pas (C, E).",
        ),
    ],
)
def test_an_element_says_how_many_of_its_figures_move(told, said):
    assert sentences.of_element(told, 2025) == said


@pytest.mark.parametrize(
    ("before", "after", "gain", "many", "said"),
    [
        (60, 70.5, 10.5, 1, "1 organisme audité avant et après : 60 % avant|70,5 % depuis|10,5 points de plus"),
        (70, 69, -1, 2, "2 organismes audités avant et après : 70 % avant|69 % depuis|1 point de moins"),
        (70, 70, 0, 2, "2 organismes audités avant et après : 70 % avant|70 % depuis|aucun écart"),
    ],
)  # fmt: skip
def test_around_the_label_the_same_organisms_are_counted(before, after, gain, many, said):
    before_it, since, difference = said.split("|")
    told = plain(sentences.around((before, many), (after, many), (gain, many)))
    assert told == f"{before_it} le premier label, {since}, soit {difference}."


def test_around_the_label_nobody_is_told_as_such():
    told = sentences.around((None, 0), (None, 0), (None, 0))
    assert (
        told
        == "Aucun organisme n’a encore un audit complet avant son premier label et un autre depuis."
    )


@pytest.mark.parametrize(
    ("cases", "organisms", "said"),
    [
        (
            0,
            0,
            "Aucun constat n’est revenu en 2025 sur un critère déjà relevé chez le même organisme.",
        ),
        (1, 1, "1 constat est revenu en 2025 sur un critère déjà relevé, chez 1 organisme."),
        (5, 3, "5 constats sont revenus en 2025 sur un critère déjà relevé, chez 3 organismes."),
    ],
)
def test_findings_that_come_back_are_counted_with_their_organisms(cases, organisms, said):
    assert plain(sentences.back({"cases": cases, "organisms": organisms}, 2025)) == said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0, "comme les autres"),
        (0.35, "0,35 point au-dessus des autres"),
        (-2.1, "2,10 points en dessous des autres"),
    ],
)
def test_an_auditor_stands_somewhere_beside_the_others(gap, said):
    assert plain(sentences.gap_of_auditor(gap)) == said
