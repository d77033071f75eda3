"""Index, level and coverage of the self-rating, and its spreadsheet."""

import csv
import io
from decimal import Decimal

import pytest

from labelling.path.stock.files.issues import Severity, Status
from labelling.path.stock.files.ratings import read_ratings
from labelling.path.stock.scores import Coverage, Level, Rating, Scale, coverage, rate, score_text
from portal.spreadsheets.reading import read
from tests.labelling.stock.files import sample, xlsx

HEADER = [
    "Code résidence",
    "Bâti",
    "Propreté",
    "Tranquillité",
    "Gestion",
    "Satisfaction",
    "Date de cotation",
]


def lines_of(*rows, known_codes=None):
    return read_ratings(read(xlsx(*rows, header=HEADER)), Scale(), known_codes).lines


@pytest.mark.parametrize(
    ("axes", "rating"),
    [
        ((0, 0, 0, 0, 0), Rating(0, Level.ORDINARY)),
        ((3, 1, 1, 1, 1), Rating(7, Level.ORDINARY)),
        ((2, 2, 2, 1, 1), Rating(8, Level.WATCH)),
        ((3, 2, 2, 2, 2), Rating(11, Level.WATCH)),
        ((3, 3, 2, 2, 2), Rating(12, Level.PRIORITY)),
        ((4, 0, 0, 0, 0), Rating(4, Level.PRIORITY)),
        ((4, 4, 4, 4, 4), Rating(20, Level.PRIORITY)),
    ],
)
def test_the_index_is_the_sum_and_an_axis_at_four_is_a_priority(axes, rating):
    assert rate(axes, Scale()) == rating


def test_br18_the_levels_follow_the_scale_of_the_cadre():
    scale = Scale(priority_from=10, watch_from=5, axis_alarm=3)

    found = [
        rate(axes, scale).level for axes in ((2,) * 5, (1,) * 5, (1, 1, 1, 1, 0), (3, 0, 0, 0, 0))
    ]
    assert found == [Level.PRIORITY, Level.WATCH, Level.ORDINARY, Level.PRIORITY]


@pytest.mark.parametrize(
    "axes", [(0, 0, 0, 0), (5, 0, 0, 0, 0), (-1, 0, 0, 0, 0), (None, 0, 0, 0, 0)]
)
def test_a_rating_needs_five_axes_from_zero_to_four(axes):
    with pytest.raises(ValueError, match="five axes"):
        rate(axes, Scale())


def test_a_priority_that_one_axis_makes_says_so():
    scale = Scale(priority_from=12, watch_from=8, axis_alarm=4)
    rows = [(0, 1, 0, 4, 0), (3, 3, 3, 3, 0), (4, 4, 4, 0, 0), (2, 2, 2, 2, 0)]
    found = [(rated.index, rated.level) for rated in (rate(axes, scale) for axes in rows)]

    assert [score_text(*one, scale) for one in found] == [
        "5 sur 20, avec un axe à 4",
        "12 sur 20",
        "12 sur 20",
        "8 sur 20",
    ]


def test_br_18_coverage_never_reads_full_before_it_is():
    almost = coverage([(5573, True), (1, False)])
    assert (almost.percent, almost.is_complete) == (Decimal("99.9"), False)
    assert coverage([(5573, True), (1, True)]) == Coverage(5574, 5574)
    assert (coverage([(10, True)]).percent, coverage([(10, True)]).is_complete) == (
        Decimal("100.0"),
        True,
    )
    assert (coverage([]).percent, coverage([]).is_complete) == (None, False)


def test_the_grid_of_312_residences_gives_the_expected_indexes_and_levels():
    report = read_ratings(read(sample("cotation-312.xlsx")), Scale())
    expected = csv.DictReader(io.StringIO(sample("cotation-312.expected.csv").decode()))
    assert report.counts[Status.OK] == 312
    assert report.issues == ()
    assert [
        (line.values["code"], line.values["index"], Level(line.values["level"]).label)
        for line in report.lines
    ] == [(row["code"], int(row["indice"]), row["classe"]) for row in expected]


@pytest.mark.parametrize("note", [5, -1, 2.5, "bien", True, None])
def test_a_note_out_of_the_scale_is_refused(note):
    (line,) = lines_of(["R-1", note, 0, 0, 0, 0])
    assert [(issue.column, issue.severity) for issue in line.issues] == [("B", Severity.ERROR)]
    assert line.values["index"] is None


def test_a_note_may_be_a_text_or_a_decimal_that_is_whole():
    (line,) = lines_of(["R-1", "3", 2.0, "1,0", 0, 0])
    assert (line.status, line.values["index"]) == (Status.OK, 6)


def test_a_residence_without_any_note_is_left_aside():
    (line,) = lines_of(["R-1", None, None, None, None, None])
    assert (line.status, line.issues[0].code) == (Status.IGNORED, "NON_COTEE")


def test_a_code_out_of_the_stock_missing_or_rated_twice_is_refused():
    notes = [0, 0, 0, 0, 0]
    lines = lines_of(
        ["R-1", *notes], ["r-1", *notes], ["R-9", *notes], [None, *notes], known_codes={"R-1"}
    )
    assert [line.issues[-1].code if line.issues else None for line in lines] == [
        None,
        "REFERENCE_DEJA_COTEE",
        "REFERENCE_INCONNUE",
        "OBLIGATOIRE",
    ]


def test_a_date_is_iso_and_an_unreadable_one_is_left_empty():
    notes = [0, 0, 0, 0, 0]
    lines = lines_of(["R-1", *notes, "21/02/2026"], ["R-2", *notes, "fin février"])
    assert [line.values["rated_on"] for line in lines] == ["2026-02-21", None]
    assert lines[1].status == Status.WARNING


def test_a_grid_without_its_axes_is_blocked():
    report = read_ratings(read(xlsx(["R-1", 3], header=["Code", "Bâti"])), Scale())
    assert (report.is_blocked, report.lines) == (True, [])
