"""Files made by seeded generators, of three layouts, read as the lines that an import keeps."""

import datetime

import pytest

from labelling.steering.history_import.reading import understand
from portal.spreadsheets.reading import read
from tests.labelling.history_import.files import events_file, large_file, milestones_file

TODAY = datetime.date(2026, 11, 24)
IDENTITY = ("siren", "family", "region", "homes")
GROUPS = ("audits", "decisions", "reminders")
SIZES = {milestones_file: {}, events_file: {}, large_file: {"count": 400}}


@pytest.fixture(scope="module", params=SIZES, ids=lambda made: made.__name__.rpartition(".")[2])
def both(request):
    """(content, what is expected) of a generated file."""
    content, expected = request.param.make(**SIZES[request.param])
    book = read(content, with_marks=True, with_hidden=True, with_web_pages=True)
    return understand(book, TODAY)[0], expected


def identities(organisms):
    return {one["name"]: [one.get(name) for name in IDENTITY] for one in organisms}


def test_each_organism_is_there_with_its_identity(both):
    content, expected = both
    assert identities(content["organisms"]) == identities(expected.organisms)


def test_each_label_that_the_file_dates_has_its_first_day(both):
    content, expected = both
    starts = {one["name"]: (one.get("label") or {}).get("start") for one in content["organisms"]}
    wanted = {one["name"]: one["label"]["start"] for one in expected.organisms if one.get("label")}
    assert {name: starts[name] for name in wanted} == wanted


def test_each_decision_and_reminder_is_a_line(both):
    content, expected = both
    for group in ("decisions", "reminders"):
        wanted = sorted(
            (one["sheet"], one["row"], one["organism"]) for one in getattr(expected, group)
        )
        found = sorted((one["sheet"], one["row"], one["organism"]) for one in content[group])
        assert found == wanted
