"""Statements of a sentence: steps, opinions and their dates, what is yet to come, what is denied."""

import pytest

from labelling.steering.history_import.reader.cells import status_of
from labelling.steering.history_import.reader.texts.identity import (
    homes_of,
    place_of,
    read_identity,
    read_name,
)
from labelling.steering.history_import.reader.texts.statements import (
    outcome_of,
    read_statements,
    spell_initials,
)

SENTENCES = {
    "AMO oct 23 (N. Brel)": [("implementation_audit", "2023-10", None)],
    "HQS : mi-juin 2022": [("diagnosis", "2022-06", None)],
    "Favorable le 07/12/2023": [("committee", "2023-12-07", "granted")],
    "Renouvelé le 22 mai 2025": [("committee", "2025-05-22", "renewed")],
    "1er CL 10/06/2021 ajr.": [("committee", "2021-06-10", "adjourned")],
    "22/05/2019 fav. ; 23/11/2022 renouv.": [
        ("committee", "2019-05-22", "granted"),
        ("committee", "2022-11-23", "renewed"),
    ],
    "HQS au T1 2025, plan d’actions le 30 juin 2025": [
        ("diagnosis", "2025-T1", None),
        ("action_plan", "2025-06-30", None),
    ],
    "SUSPENDU depuis le 03/11/2025 (courrier)": [("suspension", "2025-11-03", None)],
    "abandon 18/09/2018 ; DG a changé": [("discontinued", "2018-09-18", None)],
    "audit de vérification fin février 2025": [("verification_audit", "2025-02", None)],
    "rien à signaler": [],
}


@pytest.mark.parametrize(("text", "told"), SENTENCES.items())
def test_each_step_of_a_sentence_takes_its_own_date(text, told):
    found = [(one.kind, one.date and one.date.iso(), one.outcome) for one in read_statements(text)]

    assert found == told


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("(jusqu’au 06/12/2026)", "2026-12-06"),
        ("fav. 14/04/2022 -> 13/04/2025", "2025-04-13"),
        ("label du 26/05/2025 au 25/05/2028", "2028-05-25"),
    ],
)
def test_the_end_of_a_label_is_not_another_step(text, end):
    (one,) = read_statements(text)

    assert one.until.iso() == end


@pytest.mark.parametrize(
    ("text", "is_planned", "is_denied"),
    [
        ("AMO le 12/10/2026", False, False),
        ("AMO prévu en mars 2027", True, False),
        ("pas encore d’audit (T1 2027)", False, True),
    ],
)
def test_what_is_yet_to_come_or_denied_says_so(text, is_planned, is_denied):
    one = read_statements(text, "implementation_audit")[0]

    assert (one.is_planned, one.is_denied) == (is_planned, is_denied)


def test_a_session_put_off_is_to_come_and_gives_no_opinion():
    (one,) = read_statements("passe au comité du 25 novembre… reporté, prochain en mai 2027")

    assert (one.kind, one.date.iso(), one.outcome, one.is_planned) == (
        "committee",
        "2027-05",
        None,
        True,
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("F", "granted"),
        ("F+R", "granted_with_recommendations"),
        ("AJ", "adjourned"),
        ("D", "refused"),
        ("avis F", "granted"),
        ("fav. (renouv.)", "renewed"),
        ("OUI+", "granted_with_recommendations"),
        ("sursis", "adjourned"),
        ("RETRAIT du label", "withdrawn"),
        ("R", None),
        ("vu", None),
    ],
)
def test_an_opinion_is_read_in_full_or_by_the_only_word_that_it_begins(text, outcome):
    assert outcome_of(text) == outcome


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("labellisé", "labelled"),
        ("lab.", "labelled"),
        ("s’est retiré", "discontinued"),
        ("Label retiré", "withdrawn"),
        ("Audité ; comité du 3 décembre", "audited"),
        ("Engagée en mars ; HQS restitué, le plan d’actions s’écrit", "diagnosis"),
        ("AMO programmé", "preparation"),
        ("AC", "audited"),
        ("en attente du préfet", None),
    ],
)
def test_a_status_is_what_is_done_not_what_is_to_come(text, status):
    assert status_of(text) == status


def test_initials_stand_for_a_phrase_of_the_trade():
    assert [spell_initials(text) for text in ("AC", "CDL", "PA", "XYZ", "ac")] == [
        "attente comite",
        "comite de labellisation",
        "plan actions",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("value", "title", "homes"),
    [
        (6736, "", (6736, False)),
        ("17,9 k", "", (17900, False)),
        ("env. 2 000", "", (2000, True)),
        ("3.396", "", (3396, False)),
        (19.6, "Lgts (milliers)", (19600, False)),
        ("15 env.", "", (15, True)),
        (999999, "", (None, True)),
        ("?", "", (None, False)),
    ],
)
def test_homes_are_read_as_people_write_them(value, title, homes):
    assert homes_of(value, title) == homes


def test_a_name_is_told_from_what_stands_in_brackets_after_it():
    found = read_name("Habitat Brelandin (38) – ex Logis Brelandin")

    assert (found.name, found.departement, found.former_names) == (
        "Habitat Brelandin",
        "38",
        ["Logis Brelandin"],
    )


def test_a_sentence_tells_a_siren_homes_and_a_place():
    found = read_identity("SIREN 000 086 041 – 21 239 logements (91)")

    assert (found.siren, found.homes, found.departement, found.region) == (
        "000086041",
        21239,
        "91",
        "11",
    )


def test_a_town_of_several_departements_is_no_place():
    assert place_of("Saint-Denis") == (None, None)
