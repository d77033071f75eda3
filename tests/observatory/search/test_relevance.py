"""How well graded French queries are answered, over the sixty practices: nDCG@10, 0.85 at least on each engine."""

import math
from pathlib import Path

import pytest
import yaml

from observatory.search.ports import Question

FILE = Path(__file__).with_name("relevance.yaml")
LEAST, DEPTH = 0.85, 10


def gain(grades):
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def quality(found, grades):
    """1 when the best answers come first, 0 when none of them comes."""
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    return gain(grades.get(one, 0) for one in found[:DEPTH]) / gain(ideal)


def test_the_measure_itself():
    assert quality(["a", "b"], {"a": 3, "b": 1}) == 1
    assert quality(["x", "a"], {"a": 3}) == pytest.approx(1 / math.log2(3))
    assert quality([], {"a": 3}) == 0


def test_graded_queries_are_well_answered(sixty, engine):
    """Those that the engine was tuned on, and those held out of it."""
    ids = {pk: one for one, pk in sixty.items()}
    for name, rows in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        scores = {}
        for row in rows:
            hits = engine.search(Question(row["q"], size=DEPTH)).hits
            scores[row["q"]] = quality([ids[hit.pk] for hit in hits], row["grades"])

        mean = sum(scores.values()) / len(scores)
        poor = {q: round(score, 2) for q, score in scores.items() if score < LEAST}

        assert mean >= LEAST, (name, poor)
