"""Cells of tracking files: dates, numbers, places, people and names written in every way."""

import datetime

import pytest

from labelling.cells import Reading, text_of
from labelling.numbers import read_findings, read_homes, read_present, read_siren
from labelling.steering.history_import.reader.texts.names import NameMatch, Names
from labelling.steering.history_import.reader.texts.places import (
    departement_of_text,
    region_of_text,
)
from labelling.steering.history_import.reader.texts.spellings import People


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime.datetime(2026, 5, 6), "06/05/2026"),
        (datetime.datetime(2026, 5, 6, 14, 30), "06/05/2026 14:30"),
        (datetime.date(2026, 5, 6), "06/05/2026"),
        (12.0, "12"),
        ("  un   deux ", "un deux"),
    ],
)
def test_a_cell_is_told_as_people_write_it(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("written", "kept", "code"),
    [
        ("000224170", "000224170", ""),
        ("000 224 170", "000224170", "SIREN_ESPACES"),
        (143172, "000143172", "SIREN_ZERO_PERDU"),
        (143172.0, "000143172", "SIREN_ZERO_PERDU"),
        ("143172", "000143172", "SIREN_ZERO_PERDU"),
        ("00020518700017", "000205187", "SIRET_POUR_SIREN"),
        (20518700017, "000205187", "SIRET_POUR_SIREN"),
        ("000236219", None, "SIREN_INVALIDE"),
        ("en cours", None, "SIREN_ILLISIBLE"),
        ("12", None, "SIREN_ILLISIBLE"),
    ],
)
def test_br_02_a_siren_has_its_zeros_and_its_key(written, kept, code):
    reading = read_siren(written)
    assert (reading.kept, reading.code) == (kept, code)


def test_zeros_that_the_format_of_the_cell_shows_are_not_lost():
    assert read_siren(143172, "000 000 000") == Reading("000143172")


@pytest.mark.parametrize(
    ("written", "kept", "code"),
    [
        (8650, 8650, ""),
        ("8 650", 8650, "NOMBRE_TEXTE"),
        ("8\u202f650 lgts", 8650, "NOMBRE_TEXTE"),
        ("8.650 logements", 8650, "NOMBRE_TEXTE"),
        ("env. 4 300", 4300, "NOMBRE_APPROXIMATIF"),
        ("≈ 4300", 4300, "NOMBRE_APPROXIMATIF"),
        ("4 300 ?", 4300, "NOMBRE_APPROXIMATIF"),
        ("nc", None, "NOMBRE_ABSENT"),
        ("beaucoup", None, "NOMBRE_ILLISIBLE"),
    ],
)
def test_a_number_of_homes_keeps_its_doubt(written, kept, code):
    reading = read_homes(written, is_typed=True)
    assert (reading.kept, reading.code) == (kept, code)


def test_findings_and_seats_are_read_among_remarks():
    assert [read_findings(cell).kept for cell in (2, "2 (levée)", "5 ?", "-", None)] == [
        2,
        2,
        5,
        0,
        None,
    ]
    assert read_findings("2 (levée)").remark == "levée"
    assert [read_present(cell).kept for cell in ("12/13", 9, "9 présents", None)] == [
        12,
        9,
        9,
        None,
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Auv. Rhône-Alpes", "84"),
        ("AURA", "84"),
        ("N. Aquitaine", "75"),
        ("Hts de France", "32"),
        ("Ile de France", "11"),
        ("Réunion (974)", "04"),
        ("occitanie ", "76"),
        ("BZH", "53"),
        ("Rhône", "84"),
        ("ailleurs", None),
    ],
)
def test_a_region_is_known_by_its_names_its_initials_and_its_departements(written, code):
    assert region_of_text(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("69", "69"), ("1", "01"), ("2a", "2A"), ("69 - Rhône", "69"), ("Rhône (69)", "69")),
        *(("Côtes d’Armor", "22"), ("974", "974"), ("999", None), ("ici", None)),
    ],
)
def test_a_departement_is_known_by_its_number_and_its_name(written, code):
    assert departement_of_text(written) == code


def test_people_are_one_under_initials_capitals_order_and_slips():
    people = People(
        {
            "Hélène Vasseur-Lomé": 3,
            "H. VASSEUR LOME": 9,
            "Vasseur-Lome Hélène": 2,
            "Soizic Le Gallodec": 1,
            "S. LE GALODEC": 4,
            "Le Gallodec": 2,
            "Thibaud Estrevain": 2,
            "Thibault Estrevain": 1,
        }
    )
    assert [(one["name"], len(one["aliases"])) for one in people.aliases()] == [
        ("Hélène Vasseur-Lomé", 3),
        ("Thibaud Estrevain", 2),
        ("Soizic Le Gallodec", 3),
    ]


def test_a_family_name_that_two_people_bear_is_left_to_choose():
    people = People({"Anne Corbanier": 2, "Paul Corbanier": 2, "CORBANIER": 1, "P. Corbanier": 1})
    assert people.name_of("P. Corbanier") == "Paul Corbanier"
    assert (people.name_of("CORBANIER"), people.choices("CORBANIER")) == (
        "CORBANIER",
        ("Anne Corbanier", "Paul Corbanier"),
    )
    said = People(
        {"Anne Corbanier": 2, "Paul Corbanier": 2, "CORBANIER": 1}, {"corbanier": "Anne Corbanier"}
    )
    assert said.name_of("CORBANIER") == "Anne Corbanier"


NAMES = Names(
    ["Isérane Logis", "SACICAP de la Crau-Vive", "Valdor Hainaut", "Coop'Jurasse", "Coop'Turasse"]
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Isérane Logis", NameMatch("Isérane Logis")),
        ("ISERANE  LOGIS", NameMatch("Isérane Logis")),
        ("Isérane log.", NameMatch("Isérane Logis")),
        ("SACICAP de la CrauVive", NameMatch("SACICAP de la Crau-Vive")),
        ("Valdo Hainaut", NameMatch("Valdor Hainaut")),
        ("Vadlor Hainaut", NameMatch("Valdor Hainaut")),
        ("Coop'urasse", NameMatch(None, ("Coop'Jurasse", "Coop'Turasse"))),
        ("Un autre organisme", NameMatch(None)),
    ],
)
def test_an_organism_is_found_under_a_slip_and_never_chosen_among_two(written, found):
    assert NAMES.find(written) == found
