"""Cells of tracking files: dates, numbers, places, people and names written in every way."""

import datetime

import pytest

from labelling.cells import Reading
from labelling.numbers import read_findings, read_homes, read_present, read_siren
from labelling.steering.history_import.files.dates import period, read_date
from labelling.steering.history_import.files.names import NameMatch, Names
from labelling.steering.history_import.files.people import People
from labelling.steering.history_import.files.places import departement_of_text, region_of_text
from labelling.steering.history_import.files.values import statuses_of_legend, value_of


@pytest.mark.parametrize(
    ("written", "kept", "code"),
    [
        (datetime.datetime(2021, 3, 12), "2021-03-12", ""),
        ("12/03/2021", "2021-03-12", "DATE_TEXTE"),
        ("12/03/21", "2021-03-12", "DATE_TEXTE"),
        ("12.3.2021", "2021-03-12", "DATE_TEXTE"),
        ("12-03-2021", "2021-03-12", "DATE_TEXTE"),
        ("2021-03-12", "2021-03-12", "DATE_TEXTE"),
        ("le 12 mars 2021", "2021-03-12", "DATE_TEXTE"),
        ("1er févr. 2021", "2021-02-01", "DATE_TEXTE"),
        ("1 AOÛT 2021", "2021-08-01", "DATE_TEXTE"),
        (44267, "2021-03-12", "DATE_NOMBRE"),
        ("mars 2021", "2021-03", "DATE_IMPRECISE"),
        ("fin sept. 21", "2021-09", "DATE_IMPRECISE"),
        ("03/2021", "2021-03", "DATE_IMPRECISE"),
        ("2021-03", "2021-03", "DATE_IMPRECISE"),
        ("T2 2021", "2021-T2", "DATE_IMPRECISE"),
        ("2021 T2", "2021-T2", "DATE_IMPRECISE"),
        ("2e trimestre 2021", "2021-T2", "DATE_IMPRECISE"),
        ("sem. 3 2021", "2021-S03", "DATE_IMPRECISE"),
        ("S31/2021", "2021-S31", "DATE_IMPRECISE"),
        ("courant 2021", "2021", "DATE_IMPRECISE"),
        (2021, "2021", "DATE_IMPRECISE"),
        ("12/03", None, "DATE_SANS_ANNEE"),
        ("12 mars", None, "DATE_SANS_ANNEE"),
        ("31/06/2022", None, "DATE_IMPOSSIBLE"),
        ("fait", None, "DATE_FAITE"),
        ("12/03/2021 ?", "2021-03-12", "DATE_INCERTAINE"),
        ("12/03/1901", "1901-03-12", "DATE_LOINTAINE"),
        ("voir avec Paul", None, "DATE_ILLISIBLE"),
        ("nc", None, ""),
        ("?", None, ""),
        (None, None, ""),
    ],
)
def test_a_date_is_read_in_every_way_it_is_written(written, kept, code):
    reading = read_date(written, is_typed=True)
    assert (reading.kept, reading.code) == (kept, code)


def test_a_remark_beside_a_date_is_set_apart():
    reading = read_date("12/03/2021 (reporté par l’organisme)", is_typed=True)
    assert reading == Reading("2021-03-12", "DATE_REMARQUE", remark="reporté par l’organisme")


def test_a_text_date_is_told_only_where_dates_are_typed():
    assert read_date("12/03/2021", is_typed=False) == Reading("2021-03-12")


@pytest.mark.parametrize(
    ("kept", "first", "last"),
    [
        ("2021-03-12", "2021-03-12", "2021-03-12"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2021-T2", "2021-04-01", "2021-06-30"),
        ("2021-S01", "2021-01-04", "2021-01-10"),
        ("2021", "2021-01-01", "2021-12-31"),
    ],
)
def test_what_is_kept_of_a_date_is_a_period(kept, first, last):
    assert period(kept) == tuple(map(datetime.date.fromisoformat, (first, last)))


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


@pytest.mark.parametrize(
    ("word", "written", "value"),
    [
        ("status", "label en cours de validité", "labelled"),
        ("status", "suspendu (voir comité)", "suspended"),
        ("status", "passe au prochain comité", "scheduled"),
        ("status", "désistement (fusion)", "discontinued"),
        ("status", "on verra", None),
        ("family", "SA d’HLM", "ESH"),
        ("family", "Coop'Hlm", "COOP"),
        ("decision", "défavorable", "refused"),
        ("decision", "OK 3 ans", "granted"),
        ("audit_type", "audit M.O.", "implementation"),
        ("event", "retrait du label", "withdrawn"),
        ("event", "Changement de nom", "renamed"),
    ],
)
def test_a_value_is_matched_to_the_one_of_the_portal(word, written, value):
    assert value_of(word, written) == value


def test_the_words_of_a_legend_may_mean_several_statuses():
    assert set(statuses_of_legend("audit ou comité à venir")) == {"audit", "scheduled"}
    assert set(statuses_of_legend("problème")) == {"suspended", "withdrawn"}
    assert statuses_of_legend("à voir") == ()
