"""Whole files understood: each gives what is expected of it, line by line."""

import json
from collections import Counter
from pathlib import Path

import pytest

from labelling.steering.history_import.files.reading import (
    from_json,
    issue_to_json,
    to_json,
    understand,
)
from labelling.steering.history_import.files.sheets import Matching
from portal.spreadsheets.reading import read
from tests.labelling.history_import.files import events_file, large_file, milestones_file

FOLDER = Path(__file__).parents[3] / "data" / "tracking"
OBJECTS = ("organisms", "audits", "decisions", "reminders")


def understood(content, matching=None):
    book = read(content, with_marks=True, with_hidden=True, with_web_pages=True)
    return understand(book, matching)


@pytest.fixture(scope="module")
def suivi():
    return understood((FOLDER / "suivi-label.xlsx").read_bytes())


@pytest.fixture(scope="module")
def expected():
    return json.loads((FOLDER / "suivi-label.expected.json").read_text())


def told(issues):
    """In plain spaces, as the expected result is written, and without the letter of the column."""
    found = [issue_to_json(issue) for issue in issues]
    for issue in found:
        del issue["letter"]
        issue["message"] = issue["message"].replace("\u00a0", " ")
    return found


def ordered(things):
    return sorted(json.dumps(thing, sort_keys=True, ensure_ascii=False) for thing in things)


@pytest.mark.parametrize("kind", OBJECTS)
def test_the_file_of_the_office_gives_each_object_that_it_holds(suivi, expected, kind):
    assert getattr(suivi, kind) == expected[kind]


def test_the_file_of_the_office_tells_each_anomaly_at_its_place(suivi, expected):
    assert ordered(told(suivi.issues)) == ordered(expected["issues"])


def test_the_file_of_the_office_gives_its_auditors_its_colours_and_its_counts(suivi, expected):
    people = {one["name"]: sorted(one["aliases"]) for one in expected["auditors"]}
    assert {one["name"]: sorted(one["aliases"]) for one in suivi.auditors} == people
    assert suivi.colour_legend == expected["colour_legend"]
    assert suivi.counts == expected["counts"]


def test_the_file_of_the_office_shows_its_structure(suivi, expected):
    shown = {}
    for sheet in suivi.sheets:
        rows = {"title_row": sheet.title_row, "group_header_row": sheet.group_row}
        rows |= {"header_row": sheet.header_row}
        shown[sheet.name] = {key: row for key, row in rows.items() if row} or sheet.why
    assert shown == {
        "Organismes": expected["sheets"]["Organismes"],
        "Audits": {"header_row": 1},
        "comités": {"header_row": 1},
        "Relances": {"header_row": 1},
        "listes": "Feuille masquée.",
        "OLD 2019": "Aucun en-tête reconnu.",
    }


def test_what_no_object_holds_is_a_remark(suivi):
    kinds = Counter((one["sheet"], one["column"], one["kind"]) for one in suivi.remarks)
    assert kinds["Organismes", "Organisme", "comment"] == 7
    assert kinds["Audits", "NC maj", "cell"] == 10  # « (levée) »
    assert kinds["Audits", "remarques", "cell"] > 100


@pytest.mark.parametrize("made", [milestones_file, large_file, events_file])
def test_a_file_of_another_layout_gives_what_is_expected(made):
    content, expected = made.make()
    found = understood(content)
    for kind in OBJECTS:
        assert ordered(getattr(found, kind)) == ordered(getattr(expected, kind))
    keys = {"sheet", "row", "column", "code", "severity", "read", "kept"}
    issues = [
        {k: v for k, v in one.items() if k in keys and v is not None} for one in told(found.issues)
    ]
    assert ordered(issues) == ordered(expected.issues)


def test_an_understanding_goes_through_json_and_back(suivi):
    written = json.dumps(to_json(suivi))
    assert from_json(json.loads(written)) == suivi


def test_the_same_file_is_understood_alike_each_time(suivi):
    assert understood((FOLDER / "suivi-label.xlsx").read_bytes()) == suivi


def test_what_the_user_says_of_columns_and_values_wins_over_what_was_proposed():
    content = (
        b"Nom;Statut;Colonne 3;Colonne 4\nBranepdun Habitat;en attente;03/02/2021;04/05/2021\n"
        b"Clopaxfel Logis;en attente;;\n"
    )
    before = understood(content)
    assert [issue.code for issue in before.issues] == [
        "COLONNE_ABSENTE",
        "STATUT_INCONNU",
        "STATUT_INCONNU",
    ]
    assert [(column.word, column.origin) for column in before.sheets[0].columns] == [
        ("name", "title"),
        ("status", "title"),
        (None, ""),
        (None, ""),
    ]
    matching = Matching.from_json(
        {
            "sheets": {"": {"columns": {"D": "hqs_on"}}},
            "titles": {"organisms": {"colonne 3": "application_on"}},
            "values": {"status": {"en attente": "candidate"}},
        }
    )
    after = understood(content, matching)
    assert [(one["application_on"], one["hqs_on"], one["status"]) for one in after.organisms] == [
        ("2021-02-03", "2021-05-04", "candidate"),
        (None, None, "candidate"),
    ]
    assert [column.reason for column in after.sheets[0].columns][2:] == [
        "Choisi par vous pour un fichier précédent.",
        "Choisi par vous.",
    ]
    assert [issue.code for issue in after.issues] == ["COLONNE_ABSENTE"]
    assert Matching.from_json(json.loads(json.dumps(matching.to_json()))) == matching
