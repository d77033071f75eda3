"""Cost of the inspection: two seconds of CPU whatever the shape of a file, else it is refused (F2)."""

import io
import json
import time

import pytest

from portal.inspection import pool
from tests.portal.inspection.shapes import LARGEST, SHAPES

BUSY = 3  # the limit is counted in whole seconds
# What the review met, and one that only the limit stops; the others are slow to make.
FIRST = (
    "pdf then a long comment",
    "pdf short addresses",
    "pdf small bombs",
    "svg almost calls",
    "docx names",
)


def judged(name):
    """(refusal or "", CPU of the child) of a shape, as an upload of whoever may send drawings."""
    called, make = SHAPES[name]
    content, told = make(), {}
    run = pool.PRESS.run

    def spied(order, given):
        code, made, said = run(order, given)
        told.update(json.loads(made.partition(b"\n")[0]) if made else {"cpu": pool.CPU})
        return code, made, said

    pool.PRESS.run = spied
    try:
        verdict = pool.inspect_apart(called, io.BytesIO(content), with_drawings=True)
    finally:
        del pool.PRESS.run
    return len(content), verdict.code, told.get("cpu", 0)


@pytest.mark.parametrize(
    "name",
    [name if name in FIRST else pytest.param(name, marks=pytest.mark.slow) for name in SHAPES],
)
def test_a_file_made_to_be_slow_costs_two_seconds_or_is_refused(name):
    size, code, cpu = judged(name)

    assert size <= LARGEST
    assert cpu < BUSY
    assert code == "too_heavy" or cpu <= pool.CPU


def test_what_is_slow_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(pool, "CPU", 1)
    content = io.BytesIO(SHAPES["docx large part"][1]())
    began = time.monotonic()
    verdict = pool.inspect_apart("rapport.docx", content)

    assert (verdict.code, verdict.is_accepted) == ("too_heavy", False)
    assert "trop de calcul" in verdict.sentence
    assert time.monotonic() - began < pool.SECONDS
