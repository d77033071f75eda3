"""Places in a list of residences: Insee codes, former communes, arrondissements, doubtful postal codes."""

import pytest

from labelling.path.stock.files.issues import Severity, Status
from tests.labelling.stock.files import HEADER, only_line, report_of, row, told


def test_a_lost_zero_is_told_in_one_sentence():
    (issue,) = only_line(insee=1053).issues
    assert issue.message == "Le code Insee 1053 a perdu son zéro\u00a0: lu comme 01053."
    assert (issue.before, issue.after) == (1053, "01053")


@pytest.mark.parametrize("insee", ["01053", 1053, " 01053 ", "1053"])
def test_an_insee_code_is_read_as_text_or_number(insee):
    assert only_line(insee=insee).values["insee"] == "01053"


def test_corsican_codes_keep_their_letter():
    line = only_line(insee="2a004", commune="Ajaccio", postcode="20000")
    assert (line.status, line.values["insee"], line.values["departement"]) == (
        Status.OK,
        "2A004",
        "2A",
    )


def test_overseas_codes_are_known():
    line = only_line(insee="97411", commune="Saint-Denis", postcode="97400")
    assert (line.status, line.values["region"]) == (Status.OK, "04")


def test_a_former_commune_becomes_the_present_one():
    line = only_line(insee="01091", commune="Châtillon-en-Michaille", postcode="01200")
    assert (line.values["insee"], line.values["commune"]) == ("01033", "Valserhône")
    assert told(line) == [
        ("F", "ANCIENNE_COMMUNE", Severity.INFO),
    ]


def test_the_name_of_a_former_commune_is_brought_to_the_present_one():
    line = only_line(insee="01033", commune="Châtillon-en-Michaille", postcode="01200")
    assert told(line) == [("E", "COMMUNE_RENOMMEE", Severity.INFO)]


@pytest.mark.parametrize(
    "name", ["Paris 15e", "PARIS 15", "Paris", "Paris 15e Arrondissement", "PARIS CEDEX 15"]
)
def test_an_arrondissement_is_brought_to_its_commune(name):
    line = only_line(insee="75115", commune=name, postcode="75015")
    assert (line.values["insee"], line.values["commune"]) == ("75056", "Paris")
    assert {issue.severity for issue in line.issues} == {Severity.INFO}


@pytest.mark.parametrize(
    ("postcode", "commune", "insee"),
    # 01100 is also the Insee code of another commune, 92100 is that of none.
    [("01100", "Oyonnax", "01283"), ("92100", "Boulogne-Billancourt", "92012")],
)
def test_a_postal_code_in_the_place_of_an_insee_code_is_doubted(postcode, commune, insee):
    line = only_line(insee=postcode, postcode=postcode, commune=commune)
    assert told(line) == [("F", "CP_POUR_INSEE", Severity.WARNING)]
    assert line.values["insee"] == insee


def test_a_code_and_a_name_of_two_communes_are_refused():
    line = only_line(commune="Oyonnax")
    assert told(line) == [("F", "INSEE_COMMUNE_DISCORDANTS", Severity.ERROR)]
    assert line.values["insee"] is None


def test_a_namesake_far_away_is_doubted_not_refused():
    line = only_line(insee="01033", commune="Bellegarde", postcode="01200")
    assert told(line) == [("E", "COMMUNE_DIFFERENTE", Severity.WARNING)]


def test_a_postal_code_of_another_department_is_doubted():
    assert told(only_line(postcode="69003")) == [("D", "CP_DISCORDANT", Severity.WARNING)]


def test_a_commune_served_from_the_next_department_is_not_doubted():
    assert (
        only_line(insee="03250", commune="Saint-Pierre-Laval", postcode="42620").status == Status.OK
    )


def test_without_a_code_the_commune_and_the_postal_code_find_it():
    line = only_line(insee=None, commune="OYONNAX", postcode="01100")
    assert line.values["insee"] == "01283"
    assert line.status == Status.CORRECTED


def test_without_a_column_for_the_code_the_commune_finds_it():
    header = [title for title in HEADER if title != "Code Insee"]
    report = report_of([cell for cell in row() if cell != "01053"], header=header)
    assert [issue.code for issue in report.issues] == ["COLONNE_ABSENTE"]
    assert (report.lines[0].values["insee"], report.lines[0].values["commune"]) == (
        "01053",
        "Bourg-en-Bresse",
    )


def test_without_a_code_an_ambiguous_name_is_refused():
    line = only_line(insee=None, commune="Saint-Denis", postcode=None)
    assert told(line) == [("F", "OBLIGATOIRE", Severity.ERROR)]
