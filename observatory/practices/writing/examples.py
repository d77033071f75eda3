"""Examples of good answers beside each field, from the data."""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "data" / "examples.json"


@cache
def examples():
    return json.loads(FILE.read_text(encoding="utf-8"))
