"""Layouts of lists as their organisms keep them: titles, buildings, headings, keys, summaries."""

from openpyxl.styles import Font

from labelling.path.stock.files.issues import Severity
from labelling.path.stock.imports.records import read_records
from labelling.path.stock.models import StockImport
from tests.labelling.stock.factories import address, send
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
from tests.markup import tidy


def test_titles_on_two_rows_are_those_of_their_group():
    rows = [
        ["Identité", None, "Situation", None, "Logements", None],
        ["N°", "Nom", "Commune", "CP", "Collectifs", "Individuels"],
        ["K1", "Les Halles", "Gex", "01170", 10, 2],
    ]
    content = workbook(Parc=rows)

    assert kept(content, "code", "name", "insee", "homes") == [("K1", "Les Halles", "01173", 12)]
    assert read_records(content, 2026).header_row == 2


def test_a_sheet_that_lies_is_turned_and_its_remarks_keep_their_place():
    rows = [
        ["Nom", "Les Halles", "Le Verger"],
        ["Référence", "K1", "K2"],
        ["Emplacement", "3 rue Haute, 01170 Gex", "4 rue Basse, 01100 Oyonnax"],
        ["Nb lgts", 12, "env. 30"],
    ]
    content = workbook(Parc=rows)

    assert kept(content, "code", "address", "postcode", "insee", "homes") == [
        ("K1", "3 rue Haute", "01170", "01173", 12),
        ("K2", "4 rue Basse", "01100", "01283", 30),
    ]
    assert told(content) == [(3, "4", "NOMBRE_ILLISIBLE")]  # column C, row 4
    assert read_records(content, 2026).sheets[0].is_turned


def test_homes_by_type_are_added_up_hidden_columns_included():
    def hide(book):
        book["Parc"].column_dimensions["F"].hidden = True

    titles = [*TITLES[:4], "T2", "T3 bis", "T5 et +", "Total"]
    rows = [titles, [*FIRST[:4], 3, 2, "4 (dont 1 PMR)", 9], [*SECOND[:4], 1, None, "-", 2]]
    rows.append([None, "Total", None, None, 4, 7, 4, 15])
    content = workbook(hide, Parc=rows)

    assert kept(content, "code", "homes") == [("K1", 9), ("K2", 1)]
    assert told(content) == [
        (2, "G", "NOMBRE_DONT"),
        (3, "H", "SOMME_DIFFERENTE"),
        (4, None, "LIGNE_TOTAL"),
    ]
    assert told_of_file(content) == [
        ("Parc", 1, "F", "COLONNE_MASQUEE"),
        ("Parc", 4, "F", "TOTAL_DIFFERENT"),
    ]


def test_no_home_in_the_columns_of_types_is_to_correct():
    content = workbook(
        Parc=[[*TITLES[:4], "T2", "T3"], [*FIRST[:4], None, None], [*SECOND[:4], 1, -2]]
    )

    assert kept(content, "homes") == [(None,), (None,)]
    assert told(content) == [(2, "E", "OBLIGATOIRE"), (3, "F", "NOMBRE_ILLISIBLE")]


def merged(*ranges):
    def change(book):
        for place in ranges:
            book["Parc"].merge_cells(place)

    return change


def test_buildings_merged_downwards_make_one_residence():
    rows = [
        ["Groupe", "Nom du groupe", "Bât.", "Adresse", "Nb lgt", "QPV"],
        ["K1", "Les Halles", "A", "3 rue Haute 01170 Gex", 8, None],
        [None, None, "B", "5 rue Haute 01170 Gex", "4+1 loge", "x"],
        [None, None, "s/t", None, 12, None],
        ["K2", "Le Verger", "A", "4 rue Basse 01100 Oyonnax", 30, None],
    ]
    content = workbook(merged("A2:A3", "B2:B3"), Parc=rows)

    assert kept(content, "code", "name", "address", "homes", "is_qpv") == [
        ("K1", "Les Halles", "3 rue Haute", 12, True),
        ("K2", "Le Verger", "4 rue Basse", 30, False),
    ]
    assert told(content) == [
        (2, "E", "SOMME"),
        (3, None, "BATIMENT"),
        (3, "E", "NOMBRE_SANS_LE_RESTE"),
        (4, None, "LIGNE_TOTAL"),
    ]
    assert told_of_file(content) == []


def test_rows_of_one_reference_at_several_addresses_are_one_residence():
    titles = [*TITLES, "Adresse"]
    rows = [
        [*FIRST, "3 rue Haute"],
        [*FIRST[:1], "idem", *FIRST[2:4], 5, "5 rue Haute"],
        [*SECOND, "1 rue Basse"],
    ]

    assert kept(csv_file(*rows, header=titles), "code", "homes") == [("K1", 17), ("K2", 30)]


def test_a_building_without_homes_or_elsewhere_is_told_on_its_row():
    rows = [
        [*TITLES, "Bâtiment"],
        [*FIRST, "A"],
        [None, None, "Oyonnax", "01100", None, "B"],
    ]
    content = workbook(Parc=rows)

    assert kept(content, "homes") == [(12,)]
    assert told(content) == [
        (2, "E", "BATIMENT_SANS_NOMBRE"),
        (2, "E", "SOMME"),
        (3, None, "BATIMENT"),
        (3, "E", "OBLIGATOIRE"),
        (3, "C", "AUTRE_COMMUNE"),
    ]


def test_what_is_struck_through_sold_or_not_built_is_left_aside():
    def strike(book):
        for cell in book["Parc"][2]:
            cell.font = Font(strike=True)

    rows = [
        [*TITLES, "Situation"],
        [*FIRST, None],
        [*SECOND, "vendue en 2021"],
        ["K3", *SECOND[1:], "en chantier"],
    ]
    rows.append(["K4", "La Source", *FIRST[2:], "en service"])
    content = workbook(strike, Parc=rows)

    assert kept(content, "code") == [("K4",)]
    assert told(content) == [
        (2, None, "LIGNE_BARREE"),
        (3, "F", "SITUATION"),
        (4, "F", "SITUATION"),
    ]


def test_headings_give_the_agency_and_the_town_to_the_rows_under_them():
    titles = ["Code", "Résidence", "CP", "Logements"]
    rows = [
        titles,
        ["AGENCE DES MONTS"],
        ["Secteur 1"],
        ["Gex (01170)"],
        ["K1", "Les Halles", "01170", 12],
        ["AGENCE DES LACS"],
        ["Oyonnax"],
        ["K2", "Le Verger", "01100", 30],
        ["(liste arrêtée au printemps)"],
    ]

    assert kept(workbook(Parc=rows), "code", "agency", "insee") == [
        ("K1", "AGENCE DES MONTS", "01173"),
        ("K2", "AGENCE DES LACS", "01283"),
    ]


def test_the_agency_is_the_sheet_s_and_a_wrong_summary_is_told():
    summary = [["Agence", "Logements"], ["Agence des Monts", 14], ["Lacs", 30]]
    content = workbook(Bilan=summary, Monts=[TITLES, FIRST], Lacs=[TITLES, SECOND])

    assert kept(content, "code", "agency") == [("K1", "Monts"), ("K2", "Lacs")]
    assert told_of_file(content) == [("Bilan", 2, "B", "RECAPITULATIF_DIFFERENT")]


def test_codes_are_translated_by_a_key_elsewhere_in_the_file():
    rows = [
        [*FIRST, "U1", "30"],
        [*SECOND, "U2", "10"],
        ["K3", "La Source", *FIRST[2:], "U9", "10"],
    ]
    key = [
        ["#", "libellés"],
        ["U1", "Agence des Monts"],
        ["U2", "Agence des Lacs"],
        ["##"],
        ["10", "EN SERVICE"],
        ["30", "VENDU"],
    ]
    content = csv_file(*rows, *key, header=[*TITLES, "COD_UNI", "Statut"])

    assert kept(content, "code", "agency") == [("K2", "Agence des Lacs"), ("K3", "U9")]
    codes = [one for one in told(content) if one[2] != "NOTE"]
    assert codes == [(2, "G", "SITUATION"), (3, "F", "CODE_TRADUIT"), (4, "F", "AGENCE_INCONNUE")]


def test_a_residence_told_on_two_sheets_counts_once():
    content = workbook(
        Monts=[[*TITLES, "Année"], [*FIRST, 1974]],
        Lacs=[[*TITLES, "Année"], SECOND, ["K5", "La Source", *FIRST[2:]], [*FIRST, "transférée"]],
    )
    report = read_records(content, 2026)

    assert report.homes == 12 + 30 + 12
    assert [one.code for one in report.lines[-1].issues if one.severity == Severity.ERROR] == [
        "DOUBLON_EXACT"
    ]


def test_hostels_and_sheets_of_what_left_are_not_read():
    hostels = [["Foyer", "Ville", "Places"], ["Les Bleuets", "Gex", 40]]
    content = workbook(
        Parc=[TITLES, FIRST, ["FOYERS"], SECOND], Foyers=hostels, Vendus=[TITLES, SECOND]
    )

    assert kept(content, "code") == [("K1",)]
    assert told_of_file(content) == [("Foyers", 1, "C", "FOYERS")]
    assert {one.code for one in read_records(content, 2026).issues} >= {"FEUILLE_DE_SORTIES"}


def test_a_guessed_column_can_be_corrected(member, dossier):
    send(member, dossier, workbook(Parc=[[*TITLES, "T2", "Zone QP 2024"], [*FIRST, 3, "oui"]]))
    again = address("stock_read_again", dossier, 1)
    last = member.get(again).context["form"].columns[-2:]
    names = [one["field"].name for one in last]
    member.post(again, dict(zip(names, ("", "comment"), strict=True)))

    assert [(one["column"].title, one["field"].initial) for one in last] == [
        ("T2", ""),
        ("Zone QP 2024", "is_qpv"),
    ]
    (sheet,) = StockImport.objects.get().report["read"]["sheets"]
    assert [one["field"] for one in sheet["columns"][-2:]] == [None, "comment"]


def test_the_page_of_a_sheet_that_lies_says_the_column_of_a_residence_and_the_row_of_a_fact(
    member, dossier
):
    rows = [
        ["Nom", "Les Halles"],
        ["Référence", "K1"],
        ["Où", "rue Haute 01170 Gex"],
        ["Nb lgts", "?"],
    ]
    send(member, dossier, workbook(Parc=rows))
    answer = member.get(address("stock_import", dossier, 1))
    (shown,) = answer.context["issues"].object_list

    assert (shown["place"], shown["column"], shown["title"]) == ("Colonne B", "ligne 4", "Nb lgts")
    assert "titres à la colonne 1." in tidy(answer.content.decode())
