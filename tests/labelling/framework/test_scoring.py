"""Scoring arithmetic, gates and flag, by test vectors."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelling.parties.framework.evaluation import Criterion, EvaluationFrameworkVersion, Theme
from labelling.parties.framework.scores import NA, evaluate, global_score, theme_score

FRAMEWORK = EvaluationFrameworkVersion()
T01 = Theme(pk=1, code="T01", weight=3)
T03 = Theme(pk=3, code="T03", weight=2, gate=66)
CRITERIA = [
    Criterion(theme=T01, code="T01.1", mandatory=True),
    Criterion(theme=T01, code="T01.2"),
    Criterion(theme=T03, code="T03.1", mandatory=True),
    Criterion(theme=T03, code="T03.2"),
]


def rate(*ratings, **options):
    codes = [criterion.code for criterion in CRITERIA]
    return evaluate(FRAMEWORK, CRITERIA, dict(zip(codes, ratings, strict=True)), **options)


def missed(evaluation):
    return [gate.code for gate in evaluation.gates if not gate.is_met]


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([(1, 3), (1, 2), (1, 1)], "66.7"),
        ([(2, 3), (1, 0), (1, NA)], "66.7"),
        ([(1, NA), (2, NA)], None),
        ([], None),
        ([(1, 0)], "0.0"),
        ([(1, 1), (7, 0)], "4.2"),  # 1/24 = 4.1666
        ([(3, 1), (13, 0)], "6.3"),  # 3/48 = 6.25, half up
    ],
)
def test_theme_scores(pairs, value):
    assert theme_score(pairs).value == (None if value is None else Decimal(value))


def test_global_score_weighs_themes():
    assert global_score([(3, Decimal(100)), (2, Decimal(50))]).value == Decimal("80.0")
    assert global_score([(3, Decimal(100)), (2, None)]).value == Decimal("100.0")
    assert global_score([(3, None)]).value is None


def test_a_score_shows_its_arithmetic():
    assert theme_score([(1, 3), (2, 2)]).arithmetic == "(1×3 + 2×2) / 9 = 77,8\u00a0%"
    assert global_score([(3, Decimal("66.7")), (1, Decimal(50))]).arithmetic == (
        "(3×66,7 + 1×50) / 4 = 62,5\u00a0%"
    )
    assert theme_score([]).arithmetic == "aucun critère ne s’applique"


@pytest.mark.parametrize("rating", [4, -1, 1.5, True, "2"])
def test_a_rating_is_a_whole_number_from_0_to_3(rating):
    with pytest.raises(ValueError, match="une cotation va de 0 à 3"):
        theme_score([(1, rating)])


@pytest.mark.parametrize(
    ("ratings", "gates", "flag"),
    [
        ((3, 3, 3, 3), [], "green"),
        ((2, NA, 2, 2), [], "green"),
        ((1, 3, 3, 3), ["mandatory"], "amber"),
        ((None, 3, 3, 3), ["mandatory"], "amber"),
        ((3, 3, 2, 1), ["key_themes"], "amber"),
        ((2, 0, 3, 3), ["themes"], "amber"),
        ((2, 0, 2, 1), ["themes", "global", "key_themes"], "red"),
        ((NA, NA, NA, NA), ["global"], ""),
        ((None, None, None, None), ["mandatory", "global"], ""),
    ],
)
def test_gates_and_flag(ratings, gates, flag):
    evaluation = rate(*ratings)

    assert (missed(evaluation), evaluation.flag) == (gates, flag)


def test_an_open_major_is_red_whatever_the_scores():
    evaluation = rate(3, 3, 3, 3, open_major=1)

    assert (missed(evaluation), evaluation.flag) == (["major"], "red")
    assert evaluation.flag_label == "Une non-conformité majeure est ouverte"


def test_an_evaluation_names_what_misses_a_gate():
    gates = {gate.code: gate for gate in rate(1, 0, 3, None).gates}

    assert gates["mandatory"].faults == ("T01.1\u00a0: 1",)
    assert gates["themes"].faults == ("T01\u00a0: 16,7\u00a0%",)
    assert gates["key_themes"].label == "Thèmes clés\u00a0: au moins T03 66\u00a0%"


ratings = st.lists(st.tuples(st.integers(1, 5), st.sampled_from([0, 1, 2, 3, NA])), max_size=12)


@settings(max_examples=80, deadline=None)
@given(ratings)
def test_a_score_is_between_0_and_100_and_ignores_what_does_not_apply(pairs):
    score = theme_score(pairs)

    assert score.value is None or 0 <= score.value <= 100
    assert theme_score([*pairs, (9, NA), (9, None)]) == score
    assert theme_score(reversed(pairs)).value == score.value


@settings(max_examples=80, deadline=None)
@given(ratings, st.integers(1, 5))
def test_a_better_rating_never_lowers_a_score(pairs, weight):
    scores = [theme_score([*pairs, (weight, rating)]).value for rating in range(4)]

    assert scores == sorted(scores)
