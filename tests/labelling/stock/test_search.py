"""Tests of the members' search: residences and actions of the plan, found by those who see them."""

import pytest

from labelling.path.plan import edits
from labelling.path.stock import actions
from labelling.path.stock.models import Residence
from portal.search.registry import search
from tests.factories import make_dossier, make_member, make_organism

pytestmark = pytest.mark.django_db


def found(user, text, kind):
    """{title: address} of what answers, of one kind."""
    return {
        one.title: one.url for row in search(user, text) if row.code == kind for one in row.found
    }


@pytest.fixture
def stock(dossier, alice):
    """Two residences of an imported file."""
    rows = [
        {"code": code, "name": name, "address": "4 rue des Érables", "insee": "38185", "homes": 12}
        for code, name in (("R-077", "Résidence de l’Écluse"), ("R-078", "Les Tilleuls"))
    ]
    actions.write_residences(dossier, [_whole(row) for row in rows], by=alice)
    return dossier


def _whole(row):
    return {
        "postcode": "38000",
        "built_year": None,
        "is_qpv": False,
        "agency": "",
        "block": "",
    } | row


@pytest.mark.parametrize(
    "text", ["ecluse", "L'ÉCLUSE", "résidences écluse", "077", "ecluse grenoble"]
)
def test_a_residence_is_found_by_its_name_its_code_and_its_commune(stock, alice, text):
    url = f"/espace/dossiers/{stock.reference}/patrimoine/residences/R-077/"

    assert found(alice, text, "residences") == {"Résidence de l’Écluse": url}


def test_a_residence_is_found_by_those_who_see_it_in_their_latest_dossier(stock, alice, bob, sonia):
    later = make_dossier(stock.organism, dossier_type="verification")

    told = [found(who, "tilleuls", "residences") for who in (alice, sonia, bob)]

    url = f"/espace/dossiers/{later.reference}/patrimoine/residences/R-078/"
    assert told == [{"Les Tilleuls": url}, {"Les Tilleuls": url}, {}]


def test_a_residence_that_left_the_stock_or_has_no_dossier_is_not_found(stock, alice):
    other = make_organism()
    Residence.objects.create(organism=other, code="R1", name="Écluse", insee="38185", homes=3)
    actions.set_in_stock(stock, stock.organism.residences.get(code="R-077"), False, by=alice)

    assert (
        found(alice, "écluse", "residences")
        == found(make_member(other), "écluse", "residences")
        == {}
    )


def test_a_residence_renamed_by_a_file_is_found_by_its_new_name(stock, alice):
    row = {"code": "R-078", "name": "Les Peupliers", "insee": "38185", "homes": 12, "address": ""}
    actions.write_residences(stock, [_whole(row)], by=alice)

    assert [len(found(alice, text, "residences")) for text in ("tilleuls", "peupliers")] == [0, 1]


def test_an_action_of_a_plan_is_found_by_its_words_by_those_who_see_its_dossier(
    dossier, alice, bob, sonia
):
    row = {"scope": "transversal", "title": "Refaire l’éclairage des halls", "owner": "Gardien"}
    edits.add_actions(dossier, [row], by=alice)

    told = [found(who, "eclairages hall", "actions") for who in (alice, sonia, bob)]

    url = f"/espace/dossiers/{dossier.reference}/plan/#action-1"
    assert told == [{row["title"]: url}, {row["title"]: url}, {}]
