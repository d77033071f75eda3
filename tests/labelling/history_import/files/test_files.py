"""The untidy files themselves: always the same, and as untidy as they say."""

import pytest

from portal.spreadsheets.reading import read
from tests.labelling.history_import.files import events_file, large_file, milestones_file


@pytest.mark.parametrize("made", [milestones_file, events_file])
def test_a_file_is_the_same_each_time_it_is_made(made):
    sheets = [[sheet.rows for sheet in read(made.make()[0]).sheets] for _time in range(2)]
    assert sheets[0] == sheets[1]


@pytest.mark.parametrize(
    ("made", "kind", "rows", "codes"),
    [
        (milestones_file, "ods", 190, 13),
        (large_file, "csv", 5_000, 10),
        (events_file, "xlsx", 120, 9),
    ],
)
def test_a_file_holds_what_it_says(made, kind, rows, codes):
    content, expected = made.make()
    book = read(content)
    assert book.kind == kind
    assert sum(len(sheet.rows) for sheet in book.sheets) > rows
    assert len(expected.codes) >= codes
    assert all(siren < "000325000" for one in expected.organisms if (siren := one["siren"]))
