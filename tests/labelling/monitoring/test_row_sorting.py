"""Order of the rows of the scheme's table: each column, both ways."""

import pytest

from labelling.steering.monitoring.registry import COLUMNS
from tests.labelling.monitoring.test_rows import names, three, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.mark.parametrize("code", COLUMNS)
def test_each_column_sorts_both_ways_with_what_is_empty_last(sonia, code):
    three()
    up, down = names(sonia, f"tri={code}"), names(sonia, f"tri=-{code}")

    assert (sorted(up[:2]), up[2], down[2]) == (["Alma", "Berre"], "Zéro", "Zéro")
    same = {
        "charge": ["Alma", "Berre"],
        "cycle": ["Alma", "Berre"],
        "label": ["Alma", "Berre"],
        "renouvellement": None,
    }
    if same.get(code):  # equal: by name, both ways
        assert up[:2] == down[:2] == same[code]
    else:
        assert down[:2] == up[1::-1]


def test_the_order_follows_what_the_cells_tell(sonia):
    three()

    for code in (
        "retard",
        "candidature",
        "hqs",
        "audit",
        "comite",
        "du",
        "au",
        "verification",
        "renouvellement",
    ):
        rows = told(sonia, f"tri={code}&colonnes={code}")
        values = [row[COLUMNS[code].title] for row in rows]
        assert values[:2] == sorted(values[:2]), code
