"""Questions of the tenants’ satisfaction survey that the portal reads, dated data of a file."""

from dataclasses import dataclass
from pathlib import Path

from labelling.path.stock.files.titles import fold_title
from portal.core.data_files import read_data

FILE = Path(__file__).parents[2] / "data" / "satisfaction" / "questions.yaml"
OVERALL = "overall"


@dataclass(frozen=True)
class Question:
    code: str
    label: str
    titles: tuple  # of its column, folded


def questions():
    """[Question], in the order in which they are told; the first is the overall satisfaction."""
    return tuple(
        Question(one["code"], one["label"], tuple(map(fold_title, one["titles"])))
        for one in read_data(FILE)
    )


def details():
    """Those beside the overall satisfaction."""
    return [one for one in questions() if one.code != OVERALL]
