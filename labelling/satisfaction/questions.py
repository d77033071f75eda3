"""Questions of the tenants’ satisfaction survey that the portal reads, dated data of a file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from labelling.stock.columns import fold_title

FILE = Path(__file__).parents[1] / "data" / "satisfaction" / "questions.yaml"
OVERALL = "overall"


@dataclass(frozen=True)
class Question:
    code: str
    label: str
    titles: tuple  # of its column, folded


@cache
def questions():
    """[Question], in the order in which they are told; the first is the overall satisfaction."""
    rows = yaml.safe_load(FILE.read_text("utf-8"))
    return tuple(
        Question(one["code"], one["label"], tuple(map(fold_title, one["titles"]))) for one in rows
    )


def details():
    """Those beside the overall satisfaction."""
    return [one for one in questions() if one.code != OVERALL]
