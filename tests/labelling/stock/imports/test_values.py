"""Values of lists as their organisms keep them: homes, communes, quarters, years, notes, references."""

import pytest

from labelling.path.stock.files.issues import Status
from labelling.path.stock.files.vocabulary import AXES
from labelling.path.stock.imports.records import read_records
from tests.labelling.stock.files import csv_file
from tests.labelling.stock.imports.reading import (
    FIRST,
    SECOND,
    TITLES,
    kept,
    told,
    told_of_file,
    workbook,
)


@pytest.mark.parametrize(
    ("written", "homes", "code"),
    [
        ("12 + 3 PMR", 15, "NOMBRE_ADDITIONNE"),
        ("20 (+4 en cours)", 20, "NOMBRE_SANS_LE_RESTE"),
        ("18 dont 2 vacants", 18, "NOMBRE_DONT"),
        ("18 (ou 19)", 18, "NOMBRE_COMMENTE"),
        ("environ 40", 40, "NOMBRE_ILLISIBLE"),
    ],
)
def test_a_number_of_homes_that_adds_or_explains_is_read_and_told(written, homes, code):
    content = workbook(Parc=[TITLES, [*FIRST[:4], written]])

    assert (kept(content, "homes"), told(content)) == ([(homes,)], [(2, "E", code)])


@pytest.mark.parametrize(
    ("town", "postcode", "found", "codes"),
    [
        ("ST GENIS POUILLY CEDEX", "01630", "01354", []),
        ("01170 Gex", None, "01173", []),
        ("OYONAX", "01100", "01283", ["COMMUNE_PROPOSEE"]),
        ("Oyonnax", "75012", "01283", ["CP_DISCORDANT"]),
        ("Saint-Denis", None, None, ["OBLIGATOIRE"]),
        ("Sainte-Inconnue", "01100", None, ["COMMUNE_INCONNUE"]),
    ],
)
def test_a_commune_is_found_by_its_name_and_its_departement_or_asked(town, postcode, found, codes):
    content = workbook(Parc=[TITLES, ["K1", "Les Halles", town, postcode, 12]])

    assert kept(content, "insee") == [(found,)]
    assert [code for _row, _column, code in told(content)] == codes


def test_a_name_of_several_communes_is_that_of_the_departement_of_the_others():
    rows = [
        ["Code", "Résidence", "Ville", "Logements"],
        ["K1", "Les Halles", "Bobigny", 12],
        ["K2", "B", "Saint-Denis", 3],
    ]

    (_first, second) = read_records(workbook(Parc=rows), 2026).lines
    assert (second.values["insee"], second.status) == ("93066", Status.WARNING)


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["x", None, "X"], [True, False, True]),
        (["Les Alouettes", "hors QPV", None], [True, False, False]),
        (["O", None, "N"], [True, None, False]),
        (["QPV", "rien", None], [True, False, False]),
    ],
)
def test_a_blank_is_no_priority_quarter_where_the_column_ticks_or_names_it(cells, read):
    rows = [["K1", "A", *FIRST[2:], 0], ["K2", "B", *FIRST[2:], 0], ["K3", "C", *FIRST[2:], 0]]
    rows = [[*row[:-1], cell] for row, cell in zip(rows, cells, strict=True)]

    assert kept(workbook(Parc=[[*TITLES, "Quartier QPV"], *rows]), "is_qpv") == [
        (one,) for one in read
    ]


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("19740312", 1974),
        ("09/1974", 1974),
        ("mars 1974", 1974),
        ("19000101", None),
        ("vers 1974", None),
    ],
)
def test_a_year_is_read_in_a_date_of_any_form_and_is_unknown_where_programs_say_so(written, year):
    assert kept(csv_file([*FIRST, written], header=[*TITLES, "MES"]), "built_year") == [(year,)]


def test_notes_under_other_names_and_on_another_scale_are_read_and_rate_nothing():
    axes = ["Clos et couvert", "Halls et abords", "Voisinage", "Réactivité", "Parole d’habitants"]
    rows = [
        [*TITLES, *axes],
        [*FIRST, "A", 4, "NC", "2/3", 7],
        ["3 = bon, 1 = mauvais ; A = 3"],
    ]
    content = workbook(Parc=rows)

    assert kept(content, *AXES, "index") == [(3, None, None, None, None, None)]
    assert told(content) == [
        (2, "G", "NOTE_DOUTEUSE"),
        (2, "I", "NOTE_DOUTEUSE"),
        (2, "J", "NOTE_DOUTEUSE"),
        (3, None, "NOTE"),
    ]
    assert told_of_file(content) == [("Parc", 1, "F", "NOTES_D_UNE_AUTRE_ECHELLE")]


def test_a_reference_is_kept_as_written_and_is_never_made_up_in_silence():
    rows = [TITLES, [1.05, *FIRST[1:]], [None, *SECOND[1:]], [1.05, "La Source", *FIRST[2:]]]
    content = workbook(Parc=rows)

    codes = [code for (code,) in kept(content, "code")]
    assert (codes[0], codes[1][:5], codes[2]) == ("1.05", "PROV-", "1.05")
    assert told(content) == [(3, "A", "REFERENCE_ABSENTE"), (4, "A", "REFERENCE_EN_DOUBLE")]


def test_an_address_in_several_columns_is_put_together_its_number_first():
    titles = [*TITLES, "Type voie", "Nom de voie", "N°"]
    content = workbook(Parc=[titles, [*FIRST, "rue", "des Ormes", "3 bis"]])

    assert kept(content, "code", "address") == [("K1", "3 bis rue des Ormes")]
