"""Labels deduced (BR-63): as written, else three years less a day from the committee; what contradicts is asked."""

import datetime

import pytest

from tests.labelling.history_import.reader.books import read_book, standing

TITLES = ["Organisme", "Dép.", "Statut", "Comité", "Avis", "Label du", "au"]
LACKS = (
    "État vide\u00a0: lu des dates.",
    "Fin du label absente\u00a0: à calculer selon la règle (BR-63).",
)
ASKED = "Label de {} ans\u00a0: à vérifier."


def day(iso):
    return datetime.date.fromisoformat(iso) if iso else None


def read_label(committee=None, opinion=None, start=None, end=None, status=None):
    row = ["Habitat Brelandin", "38", status, day(committee), opinion, day(start), day(end)]
    other = ["Logis Cormerel", "69", "candidat", None, None, None, None]
    register = read_book({"Suivi": [TITLES, row, other]})
    told = [one.what for one in register.remarks if one.row == 2 and one.what not in LACKS]
    return standing(register)["Habitat Brelandin"], told


def test_a_favourable_committee_gives_three_years_less_a_day():
    assert read_label("2024-06-18", "fav.") == (("labelled", "2024-06-18", "2027-06-17"), [])


def test_a_label_that_is_over_is_expired_whatever_is_written():
    assert read_label("2022-06-21", "fav.", status="labellisé") == (
        ("expired", "2022-06-21", "2025-06-20"),
        ["Dit labellisé, mais la fin du label est passée."],
    )


def test_a_day_too_many_is_asked_and_the_rule_is_kept():
    assert read_label("2024-06-18", "fav.", "2024-06-18", "2027-06-18") == (
        ("labelled", "2024-06-18", "2027-06-17"),
        ["Fin du label le 18/06/2027\u00a0: un jour de trop selon la règle (BR-63)."],
    )


def test_exchanged_dates_are_put_right():
    assert read_label(None, None, "2027-06-17", "2024-06-18", "labellisé") == (
        ("labelled", "2024-06-18", "2027-06-17"),
        ["Début et fin du label inversés."],
    )


def test_an_end_before_the_start_is_left():
    assert read_label(None, None, "2024-06-18", "2023-01-01", "labellisé") == (
        ("labelled", "2024-06-18", "2027-06-17"),
        ["La fin du label précède son début."],
    )


@pytest.mark.parametrize(
    ("end", "years", "kept"),
    [
        ("2026-12-17", "2.5", "2026-12-17"),
        ("2039-06-17", "15", "2027-06-17"),
    ],
)
def test_another_length_is_asked_and_an_impossible_one_is_left(end, years, kept):
    found, told = read_label("2024-06-18", "fav.", "2024-06-18", end)

    assert (found, told) == (("labelled", "2024-06-18", kept), [ASKED.format(years)])


def test_a_renewal_may_start_the_day_after_the_label_before():
    assert read_label("2025-05-22", "renouv.", "2025-12-01", "2028-11-30") == (
        ("labelled", "2025-12-01", "2028-11-30"),
        [],
    )


def read_facts(*facts):
    rows = [["Date", "Organisme", "Fait", "Suite"]]
    rows += [[date, "Habitat Brelandin (38)", kind, rest] for date, kind, rest in facts]
    return standing(read_book({"Journal": rows}))["Habitat Brelandin"]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ([("05/01/2026", "candidature reçue", None)], ("candidate", None, None)),
        (
            [("18/06/2024", "CL", "fav."), ("14/07/2025", "label suspendu", None)],
            ("suspended", "2024-06-18", "2027-06-17"),
        ),
        (
            [("18/06/2024", "CL", "ajr."), ("10/12/2024", "CL", "fav.")],
            ("labelled", "2024-12-10", "2027-12-09"),
        ),
        (
            [("18/06/2024", "CL", "fav."), ("20/11/2025", "CL", "RETRAIT du label")],
            ("withdrawn", "2024-06-18", "2027-06-17"),
        ),
        (
            [("18/06/2024", "CL", "fav."), ("12/05/2026", "candidature", None)],
            ("labelled", "2024-06-18", "2027-06-17"),
        ),
        (
            [("18/06/2019", "CL", "fav."), ("12/05/2026", "candidature", None)],
            ("candidate", "2019-06-18", "2022-06-17"),
        ),
        (
            [("12/01/2024", "HQS", None), ("13/07/2024", "courrier d’abandon", None)],
            ("discontinued", None, None),
        ),
        ([("18/06/2024", "CL", "défavorable")], ("refused", None, None)),
    ],
)
def test_the_last_fact_says_how_an_organism_stands(facts, found):
    assert read_facts(*facts) == found


def test_the_same_fact_twice_is_told_and_kept_once_and_two_opinions_are_asked():
    rows = [
        ["Date", "Organisme", "Fait", "Suite"],
        ["12/03/2024", "Habitat Brelandin (38)", "HQS", None],
        ["12/03/2024", "Habitat Brelandin", "HQS", None],
        ["18/06/2024", "Habitat Brelandin", "CL", "fav."],
        ["18/06/2024", "Habitat Brelandin", "CL", "ajr."],
    ]
    register = read_book({"Journal": rows})

    assert [(one.row, one.what, one.severity) for one in register.remarks] == [
        (3, "Ligne répétée.", "information"),
        (5, "Deux avis contraires à la même séance.", "to correct"),
    ]


def test_namesakes_with_two_numbers_are_two_organisms_and_a_slip_is_one():
    rows = [
        ["Organisme", "SIREN", "Dép.", "HQS"],
        ["Habitat Brelandin", "000023622", "38", day("2024-03-12")],
        ["Habitat Brelandin", "000014316", "38", day("2024-04-12")],
        ["Logis Cormerel", None, "69", day("2024-05-12")],
        ["Logis Cormerell", None, "69", day("2024-06-12")],
        ["Logis Sormerel", None, "69", day("2024-07-12")],
    ]
    register = read_book({"Suivi": rows})

    assert [one.identity.name for one in register.organisms] == [
        "Habitat Brelandin",
        "Habitat Brelandin",
        "Logis Cormerel",
        "Logis Sormerel",
    ]
