"""Territories of France: complete, linked, found by code or any spelling of a name."""

import pytest

from labelling import territories
from labelling.territories import (
    commune,
    communes_named,
    current_commune,
    departement_map,
    departements,
    fold_name,
    former_communes_of,
    region_of,
    regions,
)


def test_every_department_has_its_region_and_every_commune_its_department():
    codes = {departement.code for departement in departements()}
    assert (len(regions()), len(departements())) == (24, 107)
    assert {departement.region for departement in departements()} <= {
        region.code for region in regions()
    }
    everything = territories._communes().values()
    assert len(everything) == 34_969
    assert {one.departement for one in everything} - codes == {"984", "989"}


def test_where_nobody_lives_is_offered_nowhere():
    offered = {one.code for one in (*regions(), *departements())}

    assert offered.isdisjoint({"984", "989"})
    assert offered.issuperset({"975", "986", "06", "2A"})


def test_every_former_commune_leads_to_a_present_one():
    assert all(commune(former.current) for former in territories._former_communes().values())


@pytest.mark.parametrize(
    ("code", "region"), [("2A", "Corse"), ("01", "Auvergne-Rhône-Alpes"), ("974", "La Réunion")]
)
def test_the_region_of_a_department(code, region):
    assert region_of(code).name == region


def test_unknown_codes_give_nothing():
    assert (commune("01999"), current_commune("01999"), region_of("00")) == (None, None, None)
    assert communes_named("Saint-Plouc-les-Eaux") == ()


@pytest.mark.parametrize(
    ("code", "name"), [("69383", "Lyon"), ("01091", "Valserhône"), ("01053", "Bourg-en-Bresse")]
)
def test_a_code_of_yesterday_gives_the_commune_of_today(code, name):
    assert current_commune(code).name == name


@pytest.mark.parametrize("name", ["Le Havre", "LE HAVRE", "Havre (Le)", "le havre cedex 2"])
def test_a_name_is_found_whatever_its_spelling(name):
    assert [one.insee for one in communes_named(name)] == ["76351"]


def test_namesakes_all_come():
    assert [one.insee for one in communes_named("ST DENIS")] == ["11339", "30247", "93066", "97411"]


def test_a_commune_knows_those_that_joined_it():
    assert "Châtillon-en-Michaille" in [former.name for former in former_communes_of("01033")]
    assert fold_name("Œyreluy") == fold_name("oeyreluy")


def test_the_map_carries_its_credit_and_every_department_of_the_mainland():
    drawn = departement_map()
    assert "CC BY 4.0" in drawn["credit"]
    tiles = {tile["code"] for tile in drawn["vignettes"]}
    assert set(drawn["departements"]) | tiles <= {one.code for one in departements()}
    assert len(drawn["departements"]) == 96
