"""Grains and layouts: organisms in rows, in columns, in cards, a month a column, a session a sheet, linked sheets."""

import datetime

import pytest

from tests.labelling.history_import.reader.books import facts_of, read_book, standing

MARCH, JUNE = datetime.date(2024, 3, 12), datetime.date(2024, 6, 18)
ROWS = [
    ["Organisme", "SIREN", "Fam.", "Dép.", "Lgts", "Statut", "HQS", "Comité", "Avis"],
    ["Habitat Brelandin", "000023622", "OPH", "38", 1200, "labellisé", MARCH, JUNE, "fav."],
    ["Logis Cormerel", None, "ESH", "69", "2,5 k", "prépa", "mai 26", None, None],
]


def grains(register):
    return {table.sheet: table.grain for table in register.tables}


def identities(register):
    return [
        (one.identity.name, one.identity.siren, one.identity.family, one.identity.departement,
         one.identity.homes)
        for one in register.organisms
    ]  # fmt: skip


IDENTITIES = [
    ("Habitat Brelandin", "000023622", "OPH", "38", 1200),
    ("Logis Cormerel", None, "ESH", "69", 2500),
]
STANDING = {
    "Habitat Brelandin": ("labelled", "2024-06-18", "2027-06-17"),
    "Logis Cormerel": ("preparation", None, None),
}


def test_one_organism_a_row():
    register = read_book({"Suivi": [["Suivi du label"], [], *ROWS]})

    assert grains(register) == {"Suivi": "organisms"}
    assert identities(register) == IDENTITIES
    assert standing(register) == STANDING
    assert facts_of(register) == [
        ("Habitat Brelandin", "diagnosis", "2024-03-12", None),
        ("Habitat Brelandin", "committee", "2024-06-18", "granted"),
        ("Logis Cormerel", "diagnosis", "2026-05", None),
    ]


def test_organisms_side_by_side_are_read_as_in_rows_with_their_own_places():
    turned = [list(column) for column in zip(*ROWS, strict=True)]
    turned[1][2] = "000143175"  # its key is false
    register = read_book({"Suivi": turned})

    assert [one[0] for one in identities(register)] == ["Habitat Brelandin", "Logis Cormerel"]
    assert standing(register) == STANDING
    assert [(one.row, one.column) for one in register.remarks if "clé" in one.what] == [(2, "C")]


def test_a_header_of_two_rows_joins_its_titles():
    rows = [
        ["Organisme", None, "Label", None],
        ["Nom", "Dép.", "Du", "Au"],
        ["Habitat Brelandin", "38", JUNE, datetime.date(2027, 6, 17)],
        ["Logis Cormerel", "69", JUNE, datetime.date(2027, 6, 17)],
    ]
    register = read_book({"Suivi": rows}, merged=[("Suivi", "C1:D1")])

    assert standing(register) == {
        "Habitat Brelandin": ("labelled", "2024-06-18", "2027-06-17"),
        "Logis Cormerel": ("labelled", "2024-06-18", "2027-06-17"),
    }


def cards(*names):
    rows = []
    for name in names:
        rows += [
            [name],
            ["Siren", "000023622" if name == names[0] else None],
            ["Famille", "OPH"],
            ["Siège", "Grenoble (38)"],
            ["Nb de logements", "1 200 logements"],
            ["Comité", "18/06/2024 fav."],
            [],
        ]
    return rows


def test_cards_are_one_organism_each():
    register = read_book({"Fiches": cards("HABITAT BRELANDIN", "LOGIS CORMEREL")})

    assert grains(register) == {"Fiches": "cards"}
    assert identities(register) == [
        ("HABITAT BRELANDIN", "000023622", "OPH", "38", 1200),
        ("LOGIS CORMEREL", None, "OPH", "38", 1200),
    ]
    assert [status for status, _start, _end in standing(register).values()] == ["labelled"] * 2


def test_a_card_written_twice_is_told_and_changes_nothing():
    register = read_book({"Fiches": cards("HABITAT BRELANDIN", "LOGIS CORMEREL", "LOGIS CORMEREL")})

    assert len(register.organisms) == 2
    assert [one.what for one in register.remarks] == [
        "Deuxième fiche de «\u00a0LOGIS CORMEREL\u00a0»."
    ]


def test_a_column_a_month_gives_its_month_or_its_day_to_each_code():
    rows = [
        ["Planning", None, 2024, *[None] * 11, 2025, *[None] * 11],
        ["Organisme", "Dép.", *"JFMAMJJASOND" * 2],
        ["Habitat Brelandin", "38", "HQS", None, None, "PA 12", *[None] * 6, "AMO", None, "(CL)"],
        ["Logis Cormerel", "69", *[None] * 4, "STOP 3"],
    ]
    register = read_book({"Planning": rows})

    assert grains(register) == {"Planning": "months"}
    assert facts_of(register) == [
        ("Habitat Brelandin", "diagnosis", "2024-01", None),
        ("Habitat Brelandin", "action_plan", "2024-04-12", None),
        ("Habitat Brelandin", "implementation_audit", "2024-11", None),
        ("Habitat Brelandin", "committee", "2025-01", None),
        ("Logis Cormerel", "discontinued", "2024-05-03", None),
    ]


def test_a_sheet_of_a_session_gives_its_day_and_its_key_of_opinions():
    rows = [
        ["Comité de labellisation du mardi 18 juin 2024"],
        [],
        ["N°", "Organisme", "Objet", "Avis", "Label jusqu’au"],
        [1, "Habitat Brelandin", "1re", "V", datetime.date(2027, 6, 17)],
        [2, "Logis Cormerel", "1re", "A", None],
        [3, "M. Yvan Despréaux", "agrément", "V", None],
    ]
    key = [["V = favorable"], ["A = ajourné"]]
    register = read_book({"Lire": key, "CL juin": rows})

    assert facts_of(register) == [
        ("Habitat Brelandin", "committee", "2024-06-18", "granted"),
        ("Logis Cormerel", "committee", "2024-06-18", "adjourned"),
        (None, "accreditation", "2024-06-18", "granted"),
    ]
    assert [one["name"] for one in register.people] == ["Yvan Despréaux"]


def test_one_fact_a_row_takes_its_year_from_the_heading_above():
    rows = [
        ["Date", "Organisme", "Fait", "Suite"],
        [None, "--- 2024 ---", None, None],
        ["12/03", "Habitat Brelandin (38)", "HQS réalisé", "par Yvan Despréaux"],
        ["18/06", "HABITAT BRELANDIN", "CL", "fav. -> 17/06/2027"],
        [None, "--- 2025 ---", None, None],
        ["03/02", "Habitat Brelandin", "relance mail", None],
    ]
    register = read_book({"Journal": rows})

    assert grains(register) == {"Journal": "events"}
    assert facts_of(register) == [
        ("Habitat Brelandin", "diagnosis", "2024-03-12", None),
        ("Habitat Brelandin", "committee", "2024-06-18", "granted"),
        ("Habitat Brelandin", "reminder", "2025-02-03", None),
    ]
    assert standing(register) == {"Habitat Brelandin": ("labelled", "2024-06-18", "2027-06-17")}


@pytest.mark.parametrize(
    ("homes", "kept", "told"),
    [
        ([1944, 2317, 2317], 2317, [2]),  # what most rows say
        ([2317, 2317, 1944], 2317, [4]),
        ([1944, 2317], 2317, [2]),  # as many say each: the last
        ([2317, None, 2317], 2317, []),
    ],
)
def test_homes_that_rows_of_facts_tell_otherwise_are_asked(homes, kept, told):
    steps = zip(("12/03/2024", "10/06/2025", "11/06/2026"), homes, strict=False)
    rows = [[day, "Habitat Vervière", "audit", count] for day, count in steps]
    register = read_book({"Suivi": [["Date", "Organisme", "Étape", "Logements"], *rows]})

    assert [one.identity.homes for one in register.organisms] == [kept]
    others = [one.row for one in register.remarks if "qui diffère" in one.what]
    assert (grains(register), others) == ({"Suivi": "events"}, told)


def test_sheets_linked_by_an_identifier_are_joined_and_codes_are_translated():
    sheets = {
        "ORG": [
            ["ID_ORG", "LIB_ORG", "CD_FAM", "CD_SIT"],
            [7, "HABITAT BRELANDIN", 1, 50],
            [8, "LOGIS CORMEREL", 2, 31],
            [9, "FOYER ROZIERE", 2, 31],
        ],
        "EVT": [
            ["ID_EVT", "ID_ORG", "CD_EVT", "DT_EVT"],
            [1, 7, "D1", 20240312],
            [2, 8, "D1", 20260500],
            [3, 77, "D1", 20260501],
        ],
        "CODES": [
            ["TAB", "CD", "LIB"],
            ["FAM", 1, "OFFICE PUBLIC"],
            ["FAM", 2, "ESH"],
            ["SIT", 50, "LABELLISE"],
            ["SIT", 31, "ANNEE DE PREPARATION"],
            ["EVT", "D1", "DIAGNOSTIC HQS"],
        ],
    }
    register = read_book(sheets)

    assert grains(register) == {"ORG": "organisms", "EVT": "events", "CODES": "keys"}
    assert [(one.identity.family, one.status) for one in register.organisms] == [
        ("OPH", "labelled"),
        ("ESH", "preparation"),
        ("ESH", "preparation"),
    ]
    assert facts_of(register) == [
        ("HABITAT BRELANDIN", "diagnosis", "2024-03-12", None),
        ("LOGIS CORMEREL", "diagnosis", "2026-05", None),
    ]
    assert [one.what for one in register.remarks] == ["Fait sans organisme connu."]


def test_an_organism_over_several_rows_is_one():
    rows = [
        ["Organisme", "Reçu", "Parcours", "Comité", "État"],
        ["Habitat Brelandin", MARCH, "HQS : mai 2024", "Favorable le 18/06/2025", "Labellisé"],
        ["(000 023 622)", None, "AMO le 3 mars 2025", "(jusqu’au 17/06/2028)", None],
        ["1 200 lgts (38)", None, None, None, None],
        ["Logis Cormerel", MARCH, "HQS : juin 2024", None, "Année de préparation"],
        ["(69)", None, "plan d’actions le 2 septembre 2024", None, None],
    ]
    merged = [("Feuil1", place) for place in ("B2:B4", "E2:E4", "B5:B6", "E5:E6")]
    register = read_book({"Feuil1": rows}, merged=merged)

    assert [one[:2] for one in identities(register)] == [
        ("Habitat Brelandin", "000023622"),
        ("Logis Cormerel", None),
    ]
    assert standing(register) == {
        "Habitat Brelandin": ("labelled", "2025-06-18", "2028-06-17"),
        "Logis Cormerel": ("preparation", None, None),
    }


def test_a_colour_says_a_status_that_nothing_else_says():
    rows = [["Organisme", "Dép.", "HQS"], ["Habitat Brelandin", "38", MARCH]]
    register = read_book(
        {"Suivi": rows, "Légende": [["suspendu"]]},
        colours=[("Suivi", "A2", "FF9999"), ("Légende", "A1", "FF9999")],
    )

    assert [one.status for one in register.organisms] == ["suspended"]


def test_a_row_whose_colour_does_not_count_is_left():
    rows = [["lignes grises : ne pas compter"], ["Organisme", "Dép.", "HQS"]]
    rows += [["Habitat Brelandin", "38", MARCH], ["Logis Cormerel", "69", JUNE]]
    grey = [("Suivi", place, "BFBFBF") for place in ("A1", "A4", "B4", "C4")]
    register = read_book({"Suivi": rows}, colours=grey)

    assert [one.identity.name for one in register.organisms] == ["Habitat Brelandin"]


def test_a_comment_corrects_the_date_of_its_cell():
    register = read_book(
        {"Suivi": ROWS}, comments=[("Suivi", "H2", "Reporté au 10/12/2024 (mail du 19/11)")]
    )

    assert ("Habitat Brelandin", "committee", "2024-12-10", "granted") in facts_of(register)


def test_the_latest_of_yearly_sheets_says_how_things_stand():
    title = ["Organisme", "Dép.", "Situation", "Logements"]
    sheets = {
        "31.12.2024": [title, ["Habitat Brelandin", "38", "prépa", 1200], ["Logis Cormerel", "69", "HQS", 900]],
        "31.12.2025": [title, ["Habitat Brelandin", "38", "labellisé", 1250], ["Logis Cormerel", "69", "prépa", 910]],
    }  # fmt: skip
    register = read_book(sheets)

    found = [(one.identity.name, one.status, one.identity.homes) for one in register.organisms]
    assert found == [
        ("Habitat Brelandin", "labelled", 1250),
        ("Logis Cormerel", "preparation", 910),
    ]


@pytest.mark.parametrize(
    "rows", [[], [["rien"]], [["a", "b"], [1, 2]], [["Organisme"]], [[None, None], [None, "Siren"]]]
)
def test_a_sheet_that_tells_nothing_gives_nothing(rows):
    register = read_book({"Suivi": ROWS, "Autre": rows})

    assert len(register.organisms) == 2
